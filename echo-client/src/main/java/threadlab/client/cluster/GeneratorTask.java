package threadlab.client.cluster;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import threadlab.client.engine.LoadGenerator;
import threadlab.client.plan.LoadPlan;
import threadlab.client.preflight.ResourceLimits;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.client.transport.ConnectionErrors;

/** Runs a {@link LoadGenerator} on a thread of its own and reports to the worker's thread. */
final class GeneratorTask implements LoadTask, LoadListener {
    private final String run;
    private final LoadPlan plan;
    private final Executor worker;
    private final Events events;
    private final LoadGenerator generator;
    /** Completed with the agreed start. */
    private final CompletableFuture<Long> startAt = new CompletableFuture<>();
    /** How long after the agreed start the load began. This and what follows is used by the load's thread only. */
    private long late;
    private ClusterMessage.Phase phase = ClusterMessage.Phase.WARMING_UP;
    /** What has happened since the last report. */
    private Latencies latencies = Latencies.empty();
    private long rates;
    private int intervals;
    private long failures;
    private long reportedAt = System.nanoTime();

    private GeneratorTask(String run, LoadPlan plan, Executor worker, Events events) {
        this.run = run;
        this.plan = plan;
        this.worker = worker;
        this.events = events;
        this.generator = new LoadGenerator(plan, this, this::awaitStart);
    }

    /** @param worker runs the calls of {@code events} */
    static LoadTask begin(String run, LoadPlan plan, Executor worker, Events events) {
        var task = new GeneratorTask(run, plan, worker, events);
        Thread.ofPlatform().daemon().name("load").start(task::run);
        return task;
    }

    @Override
    public void start(long at) {
        startAt.complete(at);
    }

    @Override
    public void stop() {
        generator.stop();
    }

    private void run() {
        Optional<String> shortage = ResourceLimits.shortage(plan); // on this thread, since it may look up a name
        if (shortage.isPresent()) {
            fail(shortage.get());
            return;
        }
        try {
            LoadResult result = generator.run();
            worker.execute(() -> events.ended(result, late));
        } catch (IOException e) {
            fail(ConnectionErrors.describe(plan.target().host(), plan.target().port(), e));
        } catch (IllegalArgumentException e) {
            fail(String.valueOf(e.getMessage())); // a source address of the plan is not one of this machine
        } catch (InterruptedException | RuntimeException | Error e) {
            fail("the load broke: " + e);
        }
    }

    private void fail(String reason) {
        worker.execute(() -> events.failed(reason));
    }

    private long awaitStart(CompletableFuture<?> stopped) throws InterruptedException {
        worker.execute(events::ready);
        try {
            CompletableFuture.anyOf(startAt, stopped).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // never completed like this
        }
        long now = System.nanoTime();
        long at = startAt.getNow(now);
        late = Math.max(0, now - at);
        return at + late;
    }

    @Override
    public void measuring() {
        phase = ClusterMessage.Phase.MEASURING;
    }

    @Override
    public void progress(Interval interval) {
        latencies.add(interval.latencies());
        rates += interval.echoesPerSecond();
        intervals++;
        failures = interval.failures();
        if (System.nanoTime() - reportedAt >= Timeouts.HEARTBEAT_INTERVAL) {
            report();
        }
    }

    @Override
    public void measured() {
        phase = ClusterMessage.Phase.ENDING;
        report();
    }

    @Override
    public void ended() {
        report();
    }

    private void report() {
        reportedAt = System.nanoTime();
        long rate = intervals == 0 ? 0 : rates / intervals;
        var progress = new ClusterMessage.Progress(run, phase, rate, failures, latencies);
        worker.execute(() -> events.progress(progress));
        latencies = Latencies.empty();
        rates = 0;
        intervals = 0;
    }
}
