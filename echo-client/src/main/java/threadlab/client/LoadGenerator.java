package threadlab.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * Runs a plan: connects all sessions, starts them together on one {@link LoadLoop} per CPU, and collects what they
 * found. One run at a time and one instance a run.
 */
public final class LoadGenerator {
    private static final Duration STEP = Duration.ofMillis(100);
    /** How long the last echoes may take to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONNECT_MILLIS = 10_000;
    /** Connections attempted at the same time: below any server's backlog, which would drop the rest for a second. */
    private static final int CONNECTING = 100;

    private final LoadPlan plan;
    private final LoadListener listener;
    private final Duration patience;
    private final Failures failures = new Failures();
    private final List<LoadLoop> loops = new ArrayList<>();
    private final Histogram sinceIntended = LatencyRecorder.histogram();
    private final Histogram sinceSent = LatencyRecorder.histogram();

    public LoadGenerator(LoadPlan plan, LoadListener listener) {
        this(plan, listener, PATIENCE);
    }

    LoadGenerator(LoadPlan plan, LoadListener listener, Duration patience) {
        this.plan = plan;
        this.listener = listener;
        this.patience = patience;
    }

    /**
     * Blocks until the run is over, about the plan's warm-up and duration.
     *
     * @throws IOException if not even one session can connect
     */
    public LoadResult run() throws IOException, InterruptedException {
        SocketChannel[] channels = connectAll();
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("load-", 0).factory());
        try {
            Window window = Window.from(System.nanoTime(), plan);
            share(channels, window);
            loops.forEach(threads::execute);
            Duration cpu = watch(window);
            threads.shutdown();
            if (!threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                loops.forEach(LoadLoop::abandon);
                if (!threads.awaitTermination(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                    throw new IllegalStateException("a loop of the load does not end");
                }
            }
            collect();
            var kept = new LoadResult.Schedule(sum(ClientSession::due), sum(ClientSession::late),
                    sum(ClientSession::inTime));
            return new LoadResult(plan, sum(ClientSession::measured), sum(ClientSession::echoes), kept, sinceIntended,
                    sinceSent, cpu, Runtime.getRuntime().availableProcessors(), failures.counts(), failures.first());
        } finally {
            loops.forEach(LoadLoop::abandon);
            closeAll(channels);
        }
    }

    /** The connections by session; null where there is none, which is counted. */
    private SocketChannel[] connectAll() throws IOException, InterruptedException {
        var server = new InetSocketAddress(plan.host(), plan.port());
        if (server.isUnresolved()) {
            throw new UnknownHostException(plan.host());
        }
        var channels = new SocketChannel[plan.sessions()];
        try {
            channels[0] = connect(server);
            connectTheOthers(server, channels);
            return channels;
        } catch (IOException | InterruptedException e) {
            closeAll(channels);
            throw e;
        }
    }

    private void connectTheOthers(InetSocketAddress server, SocketChannel[] channels) throws InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try (threads) { // whatever happens, no attempt outlives this
            try {
                connectTheOthers(server, channels, threads);
            } catch (InterruptedException e) {
                threads.shutdownNow(); // else the end would wait for attempts that hang
                throw e;
            }
        }
    }

    private void connectTheOthers(InetSocketAddress server, SocketChannel[] channels, ExecutorService threads)
            throws InterruptedException {
        var turns = new Semaphore(CONNECTING);
        for (int i = 1; i < channels.length; i++) {
            int number = i;
            turns.acquire();
            threads.execute(() -> {
                try {
                    channels[number] = connect(server);
                } catch (SocketTimeoutException e) {
                    failures.add(Failure.TIMED_OUT, number, "not connected within " + CONNECT_MILLIS + " ms");
                } catch (IOException | OutOfMemoryError e) {
                    failures.add(Failure.NOT_CONNECTED, number, e.getMessage());
                } finally {
                    turns.release();
                }
            });
        }
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.DAYS);
    }

    private static void closeAll(SocketChannel[] channels) throws IOException {
        for (SocketChannel channel : channels) {
            if (channel != null) {
                channel.close();
            }
        }
    }

    private static SocketChannel connect(InetSocketAddress server) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(server, CONNECT_MILLIS);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Gives each loop its part of the sessions. */
    private void share(SocketChannel[] channels, Window window) throws IOException {
        int count = Math.min(Runtime.getRuntime().availableProcessors(), channels.length);
        for (int i = 0; i < count; i++) {
            loops.add(new LoadLoop());
        }
        var payload = new Payload(System.nanoTime());
        for (int i = 0; i < channels.length; i++) {
            if (channels[i] != null) {
                loops.get(i % count).add(new ClientSession(i, channels[i], plan, window, payload, failures));
            }
        }
    }

    /** Tells the listener how it goes, step by step; returns the CPU time spent in the measured window. */
    private Duration watch(Window window) throws InterruptedException {
        watchUntil(window.measureFrom(), window);
        listener.measuring();
        Duration before = processCpu();
        watchUntil(window.end(), window);
        Duration cpu = processCpu().minus(before);
        listener.measured();
        return cpu;
    }

    private void watchUntil(long time, Window window) throws InterruptedException {
        long seen = sum(ClientSession::echoes);
        long at = System.nanoTime();
        for (long left = time - at; left > 0; left = time - at) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, STEP.toNanos()));
            long now = System.nanoTime();
            long echoes = sum(ClientSession::echoes);
            listener.progress(Duration.ofNanos(now - window.start()),
                    Math.round((echoes - seen) * 1e9 / (now - at)), collect(), failures.total());
            seen = echoes;
            at = now;
        }
    }

    /** Adds what was recorded since the last call to the totals; returns it, as from the intended time. */
    private Histogram collect() {
        Histogram fromIntended = LatencyRecorder.histogram();
        Histogram fromSent = LatencyRecorder.histogram();
        loops.forEach(loop -> loop.latencies().collectInto(fromIntended, fromSent));
        sinceIntended.add(fromIntended);
        sinceSent.add(fromSent);
        return fromIntended;
    }

    private long sum(ToLongFunction<ClientSession> count) {
        return loops.stream().flatMap(loop -> loop.sessions().stream()).mapToLong(count).sum();
    }

    private static Duration processCpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(system.getProcessCpuTime());
    }
}
