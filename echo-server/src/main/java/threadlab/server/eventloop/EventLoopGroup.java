package threadlab.server.eventloop;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import threadlab.server.core.SessionDispatcher;
import threadlab.server.core.SessionRegistry;
import threadlab.server.core.TokenBucket;
import threadlab.server.events.ServerListener;

/** The event-loop model: a fixed number of loops, each with a selector and a thread, share the sessions in turn. */
public final class EventLoopGroup implements SessionDispatcher {
    /** Sessions that may wait for their loop to open them: the accept loop must not outrun the loops. */
    public static final int OPENING = 256;

    private final EventLoop[] loops;
    private final Semaphore opening = new Semaphore(OPENING);
    /** What a session may read; 0 for no limit. */
    private final int bytesPerSecond;
    private final SessionRegistry registry;
    private final ServerListener events;
    /** The accept loop's own. */
    private int next;

    public EventLoopGroup(int count, ThreadFactory threads, int bytesPerSecond, SessionRegistry registry,
            ServerListener events) throws IOException {
        this.bytesPerSecond = bytesPerSecond;
        this.registry = registry;
        this.events = events;
        this.loops = new EventLoop[count];
        for (int i = 0; i < count; i++) {
            loops[i] = new EventLoop();
            threads.newThread(loops[i]).start();
        }
    }

    @Override
    public void serve(SocketChannel channel, InetAddress from) {
        EventLoop loop = loops[next++ % loops.length];
        long readyAt = System.nanoTime(); // the wait for a busy loop to make room counts
        TokenBucket bucket = bytesPerSecond == 0 ? null : new TokenBucket(bytesPerSecond, readyAt);
        var session = new NonBlockingSession(channel, loop, bucket, registry, events);
        registry.register(session, from);
        opening.acquireUninterruptibly(); // else a storm takes descriptors faster than the loops can close them
        loop.execute(() -> {
            opening.release();
            session.open(System.nanoTime() - readyAt);
        });
    }

    @Override
    public void close() {
        for (EventLoop loop : loops) {
            loop.close();
        }
    }
}
