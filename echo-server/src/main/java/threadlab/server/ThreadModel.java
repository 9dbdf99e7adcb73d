package threadlab.server;

import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import threadlab.server.blocking.VirtualThreadPoller;

/** How the server gives sessions threads. */
public enum ThreadModel {
    /** A platform thread per session. */
    PLATFORM,

    /** A virtual thread per session (JEP 444), which waits in its blocking calls: the JDK's own way. */
    VIRTUAL,

    /** A virtual thread per session, which waits for its peer in a {@link VirtualThreadPoller}. */
    VIRTUAL_TUNED,

    /** A few platform threads, each with a selector that tells which of its sessions can go on. */
    EVENT_LOOP,

    /** As {@code EVENT_LOOP}, but what a message takes is done on one of a fixed number of platform threads. */
    POOL,

    /** As {@code POOL}, but each message has a new virtual thread. */
    VIRTUAL_PER_REQUEST;

    /** Makes the threads of sessions or loops. Between {@code PLATFORM} and {@code VIRTUAL} only this differs. */
    public ThreadFactory threads() {
        return switch (this) {
            case VIRTUAL, VIRTUAL_TUNED -> Thread.ofVirtual().name("echo").factory(); // a number would take 48 bytes
            case PLATFORM, EVENT_LOOP, POOL, VIRTUAL_PER_REQUEST ->
                Thread.ofPlatform().daemon().name("echo-", 0).factory();
        };
    }

    /** Returns whether sessions or their messages have virtual threads. */
    public boolean hasVirtualThreads() {
        return switch (this) {
            case VIRTUAL, VIRTUAL_TUNED, VIRTUAL_PER_REQUEST -> true;
            case PLATFORM, EVENT_LOOP, POOL -> false;
        };
    }

    /** Returns whether each session has a thread of its own, which may block. Only then it can speak TLS. */
    public boolean isThreadPerSession() {
        return switch (this) {
            case PLATFORM, VIRTUAL, VIRTUAL_TUNED -> true;
            case EVENT_LOOP, POOL, VIRTUAL_PER_REQUEST -> false;
        };
    }

    /**
     * Returns the threads that do what a message takes. Between {@code POOL} and {@code VIRTUAL_PER_REQUEST} only this
     * differs.
     *
     * @return null if the thread that reads a message does it
     * @throws OutOfMemoryError if the system has no more threads
     */
    @Nullable
    ExecutorService requests(int poolThreads) {
        return switch (this) {
            case POOL -> started(poolThreads);
            case VIRTUAL_PER_REQUEST -> Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("request-", 0).factory());
            case PLATFORM, VIRTUAL, VIRTUAL_TUNED, EVENT_LOOP -> null;
        };
    }

    /** A pool whose threads run already, so that none can be missing later. */
    private static ExecutorService started(int threads) {
        var pool = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("request-", 0).factory());
        try {
            pool.prestartAllCoreThreads();
            return pool;
        } catch (OutOfMemoryError e) {
            pool.shutdown();
            throw e;
        }
    }

    /** The name used in options, reports and JSON, for example {@code event-loop}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
