package threadlab.client.cluster;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import threadlab.client.cli.EchoClientMain;
import threadlab.client.engine.LoadGenerator;
import threadlab.client.plan.LoadPlan;
import threadlab.client.preflight.ResourceLimits;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;

/** A {@link LoadGenerator} on a thread of its own, whose progress and end are told on the worker's. */
public final class GeneratorLoad implements Load, LoadListener {
    private final String run;
    private final LoadPlan plan;
    private final Executor worker;
    private final Events events;
    private final LoadGenerator generator;
    /** The agreed instant. */
    private final CompletableFuture<Long> startAt = new CompletableFuture<>();
    /** The load's thread's, as all that follows: how long after that instant it began. */
    private long late;
    private ClusterMessage.Phase phase = ClusterMessage.Phase.WARMING_UP;
    /** Since the last report. */
    private Latencies latencies = Latencies.empty();
    private long rates;
    private int steps;
    private long failures;
    private long reportedAt = System.nanoTime();

    private GeneratorLoad(String run, LoadPlan plan, Executor worker, Events events) {
        this.run = run;
        this.plan = plan;
        this.worker = worker;
        this.events = events;
        this.generator = new LoadGenerator(plan, this, this::connected);
    }

    /** @param worker runs what the events hear */
    public static Load begin(String run, LoadPlan plan, Executor worker, Events events) {
        var load = new GeneratorLoad(run, plan, worker, events);
        Thread.ofPlatform().daemon().name("load").start(load::run);
        return load;
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
        Optional<String> shortage = ResourceLimits.of(plan); // which may look up a name, and take its time
        if (shortage.isPresent()) {
            fail(shortage.get());
            return;
        }
        try {
            LoadResult result = generator.run();
            worker.execute(() -> events.ended(result, late));
        } catch (IOException e) {
            fail(EchoClientMain.story(plan.route().host(), plan.route().port(), e));
        } catch (IllegalArgumentException e) {
            fail(e.getMessage()); // what the plan names is not here
        } catch (InterruptedException | RuntimeException e) {
            fail("the load broke: " + e);
        }
    }

    private void fail(String reason) {
        worker.execute(() -> events.failed(reason));
    }

    private long connected(CompletableFuture<?> stopped) throws InterruptedException {
        worker.execute(events::ready);
        try {
            CompletableFuture.anyOf(startAt, stopped).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes them so
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
    public void progress(Step step) {
        latencies.add(step.latencies());
        rates += step.echoesPerSecond();
        steps++;
        failures = step.failures();
        if (System.nanoTime() - reportedAt >= Timeouts.BEAT) {
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
        var progress = new ClusterMessage.Progress(run, phase, steps == 0 ? 0 : rates / steps, failures, latencies);
        worker.execute(() -> events.progress(progress));
        latencies = Latencies.empty();
        rates = 0;
        steps = 0;
    }
}
