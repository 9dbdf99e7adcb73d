package threadlab.client.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.SourceAddresses;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.result.LoadResult.Newcomers;
import threadlab.client.result.LoadResult.Schedule;
import threadlab.client.verify.Payload;

/**
 * Runs a plan: shares the sessions out to one {@link EventLoop} per CPU, has them connect, starts them together, and
 * collects what they found. One run at a time and one instance a run.
 */
public final class LoadGenerator {
    private static final Duration STEP = Duration.ofMillis(100);
    /** How long the last echoes may take to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** The same for a run that was stopped, since somebody waits. */
    private static final Duration STOPPED_PATIENCE = Duration.ofSeconds(2);

    /** A warm-up in whose middle a full collection is forgotten by its end. */
    private static final Duration LONG_ENOUGH_TO_COLLECT = Duration.ofSeconds(1);
    /** Then it is made, or in the middle if that is sooner: early, for the warm-up may be cut short. */
    private static final Duration COLLECTED_AFTER = Duration.ofMillis(500);
    /** So long before the measured window it stands when that begins, and each loop has seen it when it does. */
    private static final Duration NOTICE = Duration.ofMillis(50);

    /** Says when full load begins. Called on the thread that runs the load. */
    public interface Start {
        /**
         * When all that are to be held are connected, or have failed.
         *
         * @param stopped done if nobody need wait any longer
         * @return on the monotonic clock; may be yet to come
         */
        long time(CompletableFuture<?> stopped) throws InterruptedException;
    }

    private final LoadPlan plan;
    private final LoadListener listener;
    private final Start start;
    private final Duration patience;
    private final Failures failures = new Failures();
    private final List<EventLoop> loops = new ArrayList<>();
    /** All that was timed so far, and what was since the last step. */
    private final Latencies total = Latencies.empty();
    private final Latencies step = Latencies.empty();
    /** Of the warm-up: collected as the others are, and nobody's figures. */
    private final Latencies rehearsed = Latencies.empty();
    /** The warm-up is over. */
    private boolean measuring;
    /** Somebody has seen enough of the warm-up. */
    private final CompletableFuture<Void> warm = new CompletableFuture<>();
    /** When the run was stopped, on the monotonic clock. */
    private final CompletableFuture<Long> stopped = new CompletableFuture<>();

    public LoadGenerator(LoadPlan plan, LoadListener listener) {
        this(plan, listener, PATIENCE);
    }

    /** One that does not begin when it is ready, but with others. */
    public LoadGenerator(LoadPlan plan, LoadListener listener, Start start) {
        this(plan, listener, PATIENCE, start);
    }

    LoadGenerator(LoadPlan plan, LoadListener listener, Duration patience) {
        this(plan, listener, patience, stopped -> System.nanoTime());
    }

    private LoadGenerator(LoadPlan plan, LoadListener listener, Duration patience, Start start) {
        this.plan = plan;
        this.listener = listener;
        this.start = start;
        this.patience = patience;
    }

    /** Ends the run early; what was measured until then is its result. From any thread. */
    public void stop() {
        stopped.complete(System.nanoTime());
    }

    /**
     * Cuts the warm-up short: the measured window begins some 50 ms from now, or after the start of the load if that is
     * yet to come, and lasts as long as planned. Without effect once it has begun, or is about to. From any thread.
     */
    public void measureNow() {
        warm.complete(null);
    }

    /**
     * Blocks until the run is over, about the time that its connections take, its warm-up and its duration.
     *
     * @throws IOException if not even one session can connect
     */
    public LoadResult run() throws IOException, InterruptedException {
        try {
            return run(begin());
        } finally {
            loops.forEach(EventLoop::abandon);
            listener.ended();
        }
    }

    private LoadResult run(Run run) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("load-", 0).factory());
        try (ProbeConnection first = ProbeConnection.open(run, ConnectAttempt.PATIENCE, stopped)) {
            share(run, first);
            CompletableFuture<Void> overdue = lastEchoesOverdue(run.quota().spent());
            collect(); // once, for what that allocates is no session's
            LiveHeap heap = LiveHeap.before();
            loops.forEach(threads::execute);
            threads.shutdown();
            firstOf(stopped, when(population -> population.connector().heldConnected()));
            MeasurementWindow window = MeasurementWindow.from(start.time(stopped), plan.extent());
            all(population -> population.start(window));
            LoadResult.Cost cost = watch(window, heap, overdue);
            all(SessionPool::windowOver);
            end(threads);
            reportStep(window, 0);
            return result(run, window, cost);
        }
    }

    private Run begin() throws UnknownHostException {
        var server = new InetSocketAddress(plan.route().host(), plan.route().port());
        if (server.isUnresolved()) {
            throw new UnknownHostException(plan.route().host());
        }
        return new Run(plan, server, SourceAddresses.resolve(plan.route()),
                new Payload(Payload.mix(System.nanoTime()) + plan.sizes().seed()),
                new MessageBudget(plan.extent()), failures,
                new AtomicInteger(plan.shape().held()), new FairnessTracker(plan.shape().sessions()));
    }

    private void share(Run run, ProbeConnection first) throws IOException {
        int count = Math.min(Runtime.getRuntime().availableProcessors(), plan.shape().sessions());
        for (int i = 0; i < count; i++) {
            loops.add(new EventLoop(run, i, count));
        }
        EventLoop loop = loops.getFirst();
        loop.population().connector().adopt(first.key(loop.selector()));
    }

    /** When the counted messages are all sent, nobody waits for the times of others, nor for ever for the last echoes. */
    private CompletableFuture<Void> lastEchoesOverdue(CompletableFuture<Void> spent) {
        spent.thenRun(() -> all(SessionPool::leave));
        return spent.thenRunAsync(() -> {
        }, CompletableFuture.delayedExecutor(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    /** Has each loop do it on its own thread, soon. */
    private void all(Consumer<SessionPool> task) {
        loops.forEach(loop -> loop.execute(() -> task.accept(loop.population())));
    }

    private CompletableFuture<Void> when(Function<SessionPool, CompletableFuture<Void>> part) {
        return CompletableFuture.allOf(
                loops.stream().map(EventLoop::population).map(part).toArray(CompletableFuture<?>[]::new));
    }

    private static void firstOf(CompletableFuture<?>... futures) throws InterruptedException {
        try {
            CompletableFuture.anyOf(futures).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes them so
        }
    }

    /** Tells the listener how it goes, step by step; returns what the measured window cost. */
    private LoadResult.Cost watch(MeasurementWindow window, LiveHeap heap, CompletableFuture<Void> overdue)
            throws InterruptedException {
        var early = CompletableFuture.anyOf(stopped, when(SessionPool::finished), overdue);
        Long live = warmUp(window, heap, early);
        measuring = true;
        listener.measuring();
        CpuMeter meter = CpuMeter.start();
        watchUntil(window.end(), window, early);
        window.endBy(stopped.isDone() || !plan.extent().isCounted() || sum(Counters::measured) == 0
                ? System.nanoTime()
                : lastEcho(window));
        LoadResult.Cost cost = meter.stop(live);
        listener.measured();
        return cost;
    }

    /** Until the measured window begins. Returns the live heap; null if there was no time for it. */
    private Long warmUp(MeasurementWindow window, LiveHeap heap, CompletableFuture<?> early)
            throws InterruptedException {
        Duration longest = plan.extent().warmup();
        var enough = CompletableFuture.anyOf(warm, early);
        watchUntil(window.start() + Math.min(longest.toNanos() / 2, COLLECTED_AFTER.toNanos()), window, enough);
        Long live = warm.isDone() || longest.compareTo(LONG_ENOUGH_TO_COLLECT) < 0 ? null : heap.grown();
        watchUntil(window.measureFrom() - NOTICE.toNanos(), window, enough);
        if (warm.isDone() && !early.isDone()) { // what has ended in its warm-up measures nothing, however slow we are
            window.measureBy(System.nanoTime() + NOTICE.toNanos());
        }
        if (plan.shape().newcomers() > 0) { // else a task, the first for long, would have code compiled anew in the window
            all(SessionPool::bringNewcomers);
        }
        watchUntil(window.measureFrom(), window, early);
        return live;
    }

    private long lastEcho(MeasurementWindow window) {
        return loops.stream().map(EventLoop::counts).filter(counts -> counts.measured() > 0)
                .mapToLong(counts -> counts.lastEcho() - window.start()).max().orElseThrow() + window.start();
    }

    /** Until that time, or until there is nothing to wait for any more. */
    private void watchUntil(long time, MeasurementWindow window, CompletableFuture<?> early)
            throws InterruptedException {
        long seen = sum(Counters::echoes);
        long at = System.nanoTime();
        for (long left = time - at; left > 0 && !early.isDone(); left = time - at) {
            pause(early, Math.min(left, STEP.toNanos()));
            long now = System.nanoTime();
            long echoes = sum(Counters::echoes);
            reportStep(window, Math.round((echoes - seen) * 1e9 / (now - at)));
            seen = echoes;
            at = now;
        }
    }

    private static void pause(CompletableFuture<?> unless, long nanos) throws InterruptedException {
        try {
            unless.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException undisturbed) {
            // as most of the time
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes it so
        }
    }

    private void reportStep(MeasurementWindow window, long echoesPerSecond) {
        collect();
        listener.progress(new LoadListener.Step(Duration.ofNanos(System.nanoTime() - window.start()), echoesPerSecond,
                step, failures.total()));
    }

    /** What was timed since the last time, into the step and the total. */
    private void collect() {
        if (!measuring) {
            rehearsed.reset();
            loops.forEach(loop -> loop.tally(MeasurementWindow.OUTSIDE).latencies().collectInto(rehearsed));
        }
        step.reset();
        loops.forEach(loop -> loop.latencies().collectInto(step));
        total.add(step);
    }

    /** Waits for the last echoes, as long as the patience lasts. */
    private void end(ExecutorService threads) throws InterruptedException {
        long since = System.nanoTime();
        boolean ended = threads.awaitTermination(1, TimeUnit.MILLISECONDS);
        while (!ended && System.nanoTime() - since < patience.toNanos() && !stopIsOverdue()) {
            ended = threads.awaitTermination(STEP.toNanos(), TimeUnit.NANOSECONDS);
        }
        loops.forEach(EventLoop::abandon);
        if (!threads.awaitTermination(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("a loop of the load does not end");
        }
    }

    private boolean stopIsOverdue() {
        Long stop = stopped.getNow(null);
        return stop != null && System.nanoTime() - stop >= STOPPED_PATIENCE.toNanos();
    }

    private LoadResult result(Run run, MeasurementWindow window, LoadResult.Cost cost) {
        loops.forEach(EventLoop::checkHealth);
        var schedule = new Schedule(sum(Counters::due), sum(Counters::late), sum(Counters::inTime));
        var newcomers = new Newcomers(sum(Counters::newcomers), sum(Counters::unservedNewcomers));
        boolean isCut = plan.extent().isCutShort(window.measured(), sum(Counters::measured));
        return new LoadResult(plan, window.warmup(), window.measured(), isCut && stopped.isDone(),
                sum(Counters::measured), sum(Counters::echoes), schedule, newcomers, sum(Counters::replacedSessions),
                run.shares().evenness(plan), total, cost, failures.counts(), failures.first());
    }

    private long sum(ToLongFunction<Counters> count) {
        return loops.stream().map(EventLoop::counts).mapToLong(count).sum();
    }
}
