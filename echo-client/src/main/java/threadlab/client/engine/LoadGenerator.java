package threadlab.client.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.SourceAddresses;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.verify.Payload;

/**
 * Runs a plan once: distributes the sessions over the {@link EventLoops}, has them connect, starts them together, and
 * collects their figures.
 */
public final class LoadGenerator {
    private static final Duration INTERVAL = Duration.ofMillis(100);
    /** How long to wait for the last echoes. */
    private static final Duration ECHO_TIMEOUT = Duration.ofSeconds(10);
    /** The same if the run was stopped, since somebody waits for it. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);
    /** The shortest warm-up with a full collection. It is long enough to recover from that. */
    private static final Duration MIN_WARMUP_TO_COLLECT = Duration.ofSeconds(1);
    /** The collection is made after this time, or in the middle of the warm-up: early, since it may be cut short. */
    private static final Duration COLLECT_AFTER = Duration.ofMillis(500);
    /** The begin of the measured window is fixed this long before it, so that every loop sees it in time. */
    private static final Duration NOTICE = Duration.ofMillis(50);

    /** Decides when full load begins. Called on the thread that runs the load. */
    public interface StartSignal {
        /**
         * Returns the start on the monotonic clock, which may be in the future. Called when all initial sessions are
         * connected or have failed; may block.
         *
         * @param stopped completed if nobody waits any longer
         */
        long await(CompletableFuture<?> stopped) throws InterruptedException;
    }

    private final LoadPlan plan;
    private final LoadListener listener;
    private final StartSignal start;
    private final Duration echoTimeout;
    private final FailureCounter failures = new FailureCounter();
    private final FairnessTracker fairness;
    /** All latencies so far, and those since the last interval. */
    private final Latencies total = Latencies.empty();
    private final Latencies interval = Latencies.empty();
    private boolean measuring;
    /** How much longer than planned a step of the measured window took, at most, in nanoseconds. */
    private long overslept;
    /** Somebody has seen enough of the warm-up. */
    private final CompletableFuture<Void> warm = new CompletableFuture<>();
    /** Completed with the time on the monotonic clock at which the run was stopped. */
    private final CompletableFuture<Long> stopped = new CompletableFuture<>();

    public LoadGenerator(LoadPlan plan, LoadListener listener) {
        this(plan, listener, ECHO_TIMEOUT);
    }

    /** A load that begins when the signal says so, for example together with others. */
    public LoadGenerator(LoadPlan plan, LoadListener listener, StartSignal start) {
        this(plan, listener, ECHO_TIMEOUT, start);
    }

    LoadGenerator(LoadPlan plan, LoadListener listener, Duration echoTimeout) {
        this(plan, listener, echoTimeout, stopped -> System.nanoTime());
    }

    private LoadGenerator(LoadPlan plan, LoadListener listener, Duration echoTimeout, StartSignal start) {
        this.plan = plan;
        this.listener = listener;
        this.start = start;
        this.echoTimeout = echoTimeout;
        this.fairness = new FairnessTracker(plan.profile().sessions());
    }

    /** Ends the run early; the result is what was measured until then. Thread-safe. */
    public void stop() {
        stopped.complete(System.nanoTime());
    }

    /**
     * Cuts the warm-up short: the measured window begins about 50 ms from now, but not before the start of the load,
     * and lasts as long as planned. Has no effect once the window has begun or is about to. Thread-safe.
     */
    public void measureNow() {
        warm.complete(null);
    }

    /** Returns how many busy sessions of the start have had no echo yet. Thread-safe. */
    public int waitingSessions() {
        return fairness.waiting();
    }

    /**
     * Runs the plan and returns when it has ended.
     *
     * @throws IOException if not even one session can connect
     */
    public LoadResult run() throws IOException, InterruptedException {
        try {
            Run run = prepare();
            try (FirstConnection first = FirstConnection.open(run, ConnectAttempt.TIMEOUT, stopped)) {
                var loops = new EventLoops(run, first);
                try {
                    return run(run, loops);
                } finally {
                    loops.abandon();
                }
            }
        } finally {
            listener.ended();
        }
    }

    private Run prepare() throws UnknownHostException {
        var server = new InetSocketAddress(plan.target().host(), plan.target().port());
        if (server.isUnresolved()) {
            throw new UnknownHostException(plan.target().host());
        }
        return new Run(plan, new Run.Addresses(server, SourceAddresses.resolve(plan.target())),
                new Payload(Payload.mix(System.nanoTime()) + plan.sizes().seed()), new MessageBudget(plan.limit()),
                failures, new AtomicInteger(plan.profile().initialSessions()),
                fairness);
    }

    private LoadResult run(Run run, EventLoops loops) throws InterruptedException {
        CompletableFuture<Void> overdue = lastEchoesOverdue(run, loops);
        LiveHeap heap = LiveHeap.before();
        loops.start();
        Futures.await(CompletableFuture.anyOf(stopped, loops.allOf(pool -> pool.connector().initialConnected())));
        MeasurementWindow window = MeasurementWindow.from(start.await(stopped), plan.limit());
        loops.forEach(pool -> pool.start(window));
        var early = CompletableFuture.anyOf(stopped, loops.allOf(SessionPool::finished), overdue);
        Long liveHeap = warmUp(loops, window, heap, early);
        LoadResult.Cost cost = measure(loops, window, liveHeap, early);
        loops.forEach(SessionPool::windowOver);
        loops.awaitEnd(echoTimeout, this::stopIsOverdue);
        report(loops, window, 0);
        return result(run, loops, window, cost);
    }

    /** Ends a counted run: when all messages are sent, the sessions leave, and the last echoes have a timeout. */
    private CompletableFuture<Void> lastEchoesOverdue(Run run, EventLoops loops) {
        CompletableFuture<Void> spent = run.budget().spent();
        spent.thenRun(() -> loops.forEach(SessionPool::leave));
        return spent.thenRunAsync(() -> {
        }, CompletableFuture.delayedExecutor(echoTimeout.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Waits until the measured window begins. Returns the live heap, or null if there was no time to measure it. */
    private @Nullable Long warmUp(EventLoops loops, MeasurementWindow window, LiveHeap heap,
            CompletableFuture<?> early) throws InterruptedException {
        Duration planned = plan.limit().warmup();
        var enough = CompletableFuture.anyOf(warm, early);
        long collectAt = window.start() + Math.min(planned.toNanos() / 2, COLLECT_AFTER.toNanos());
        watchUntil(collectAt, loops, window, enough);
        Long liveHeap = warm.isDone() || planned.compareTo(MIN_WARMUP_TO_COLLECT) < 0 ? null : heap.grown();
        watchUntil(window.measureFrom() - NOTICE.toNanos(), loops, window, enough);
        if (warm.isDone() && !early.isDone()) { // a run that ended in its warm-up measures nothing
            window.measureBy(System.nanoTime() + NOTICE.toNanos());
        }
        if (plan.profile().probeRate() > 0) { // only then: a first task would cause a deoptimization in the window
            loops.forEach(SessionPool::startProbes);
        }
        watchUntil(window.measureFrom(), loops, window, early);
        return liveHeap;
    }

    /** Waits until the measured window ends. Returns what the load used in it. */
    private LoadResult.Cost measure(EventLoops loops, MeasurementWindow window, @Nullable Long liveHeap,
            CompletableFuture<?> early) throws InterruptedException {
        measuring = true;
        listener.measuring();
        CpuMeter meter = CpuMeter.start();
        watchUntil(window.end(), loops, window, early);
        boolean endsWithLastEcho = plan.limit().isCounted() && !stopped.isDone()
                && loops.sum(c -> c.measuredEchoes) > 0;
        window.endBy(endsWithLastEcho ? loops.lastEcho(window) : System.nanoTime());
        LoadResult.Cost cost = meter.stop(Duration.ofNanos(overslept), liveHeap);
        listener.measured();
        return cost;
    }

    /** Reports intervals until that time, or until the run ends early. */
    private void watchUntil(long time, EventLoops loops, MeasurementWindow window, CompletableFuture<?> early)
            throws InterruptedException {
        long seen = loops.sum(Counters::echoes);
        long at = System.nanoTime();
        for (long left = time - at; left > 0 && !early.isDone(); left = time - at) {
            long step = Math.min(left, INTERVAL.toNanos());
            Futures.pause(early, step);
            long now = System.nanoTime();
            overslept = measuring ? Math.max(overslept, now - at - step) : 0; // also if it was halted in a report
            long echoes = loops.sum(Counters::echoes);
            report(loops, window, Math.round((echoes - seen) * 1e9 / (now - at)));
            seen = echoes;
            at = now;
        }
    }

    private void report(EventLoops loops, MeasurementWindow window, long echoesPerSecond) {
        interval.reset();
        if (measuring) {
            loops.collectInto(interval);
            total.add(interval);
        } else {
            loops.discardWarmup(); // echoes of the window, if this step is late, wait until the listener knows
        }
        listener.progress(new LoadListener.Interval(Duration.ofNanos(System.nanoTime() - window.start()),
                echoesPerSecond, interval, failures.total()));
    }

    private boolean stopIsOverdue() {
        Long stop = stopped.getNow(null);
        return stop != null && System.nanoTime() - stop >= STOP_TIMEOUT.toNanos();
    }

    private LoadResult result(Run run, EventLoops loops, MeasurementWindow window, LoadResult.Cost cost) {
        long echoes = loops.sum(c -> c.measuredEchoes);
        boolean isCut = plan.limit().isCutShort(window.measured(), echoes);
        var timing = new LoadResult.Timing(window.warmup(), window.measured(), isCut && stopped.isDone());
        var messages = new LoadResult.Messages(loops.sum(c -> c.dueMessages), loops.sum(c -> c.lateMessages),
                loops.sum(c -> c.echoesInTime), echoes, loops.sum(Counters::echoes));
        var probes = new LoadResult.Probes(loops.sum(c -> c.probes), loops.sum(c -> c.unservedProbes));
        var sessions = new LoadResult.Sessions(loops.sum(c -> c.replacedSessions), probes,
                fairness.fairness(plan), failures.failures());
        return new LoadResult(plan, timing, messages, sessions, total, cost);
    }
}
