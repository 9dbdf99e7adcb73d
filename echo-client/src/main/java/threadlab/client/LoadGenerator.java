package threadlab.client;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs a plan: connects all sessions, each on a virtual thread, starts them together, and collects what they found.
 * One run at a time and one instance a run.
 */
public final class LoadGenerator {
    private static final Duration STEP = Duration.ofMillis(100);
    /** How long the last echoes may take to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Connections attempted at the same time: below any server's backlog, which would drop the rest for a second. */
    private static final int CONNECTING = 100;

    private final LoadPlan plan;
    private final LoadListener listener;
    private final Duration patience;
    private final Failures failures = new Failures();
    private final LatencyRecorder latencies = new LatencyRecorder();
    /** Guarded by itself while sessions connect; fixed from the start on. */
    private final List<ClientSession> sessions = new ArrayList<>();
    private final CountDownLatch start = new CountDownLatch(1);
    /** Set before {@link #start} opens. */
    private Window window;

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
        var server = new InetSocketAddress(plan.host(), plan.port());
        if (server.isUnresolved()) {
            throw new UnknownHostException(plan.host());
        }
        ClientSession first = connect(server, 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            sessions.add(first);
            threads.execute(() -> runWhenStarted(first));
            connectTheOthers(server, threads);
            window = Window.from(System.nanoTime(), plan);
            start.countDown();
            Duration cpu = watch();
            threads.shutdown();
            if (!threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                abandonAll();
                threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
            }
            return result(cpu);
        } finally {
            threads.shutdownNow();
            abandonAll();
        }
    }

    private ClientSession connect(InetSocketAddress server, int number) throws IOException {
        return ClientSession.connect(server, number, plan.size(), latencies, failures);
    }

    private void connectTheOthers(InetSocketAddress server, ExecutorService threads) throws InterruptedException {
        var turns = new Semaphore(CONNECTING);
        var connected = new CountDownLatch(plan.sessions() - 1);
        for (int i = 1; i < plan.sessions(); i++) {
            int number = i;
            turns.acquire();
            threads.execute(() -> {
                ClientSession session = null;
                try {
                    session = connect(server, number);
                    synchronized (sessions) {
                        sessions.add(session);
                    }
                } catch (IOException | OutOfMemoryError e) {
                    failures.add(Failure.NOT_CONNECTED, number, e.getMessage());
                } finally {
                    turns.release();
                    connected.countDown();
                }
                if (session != null) {
                    runWhenStarted(session);
                }
            });
        }
        connected.await();
    }

    private void runWhenStarted(ClientSession session) {
        try {
            start.await();
            session.run(window);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells the listener how it goes, step by step; returns the CPU time spent in the measured window. */
    private Duration watch() throws InterruptedException {
        watchUntil(window.measureFrom());
        listener.measuring();
        Duration before = processCpu();
        watchUntil(window.end());
        Duration cpu = processCpu().minus(before);
        listener.measured();
        return cpu;
    }

    private void watchUntil(long time) throws InterruptedException {
        long seen = echoes();
        long at = System.nanoTime();
        for (long left = time - at; left > 0; left = time - at) {
            TimeUnit.NANOSECONDS.sleep(Math.min(left, STEP.toNanos()));
            long now = System.nanoTime();
            long echoes = echoes();
            listener.progress(Duration.ofNanos(now - window.start()),
                    Math.round((echoes - seen) * 1e9 / (now - at)), latencies.collect(), failures.total());
            seen = echoes;
            at = now;
        }
    }

    private LoadResult result(Duration cpu) {
        long measured = sessions.stream().mapToLong(ClientSession::measured).sum();
        return new LoadResult(plan, measured, echoes(), latencies.total(), cpu, failures.counts(), failures.first());
    }

    private long echoes() {
        return sessions.stream().mapToLong(ClientSession::echoes).sum();
    }

    private void abandonAll() throws IOException {
        synchronized (sessions) {
            for (ClientSession session : sessions) {
                session.abandon();
            }
        }
    }

    private static Duration processCpu() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Duration.ofNanos(system.getProcessCpuTime());
    }
}
