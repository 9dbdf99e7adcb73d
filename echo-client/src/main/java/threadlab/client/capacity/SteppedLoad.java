package threadlab.client.capacity;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import threadlab.client.engine.LoadGenerator;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;

/** Loads a server at one rate after the other. Each step is a run of its own, with connections of its own. */
public final class SteppedLoad implements RateSearch.Load {
    /** A closed loop sends as much as the server takes, and the search begins well below. */
    private static final double PART_OF_CLOSED_LOOP = 0.1;
    private static final Duration CLOSED_LOOP = Duration.ofSeconds(1);

    /** Follows a search. Called on the thread that runs it. */
    public interface Watcher {
        /** Returns who follows a run, which is a step or the closed loop before them. */
        default LoadListener begins(LoadPlan run) {
            return LoadListener.all(List.of());
        }

        /** A step has ended, and counts. */
        default void ended(RateStep step) {
        }
    }

    public static final Watcher NO_WATCHER = new Watcher() {
    };

    private final LoadPlan plan;
    private final LoadModel.Open model;
    private final LatencyBound bound;
    private final Watcher watcher;
    /** Set by the thread that stops the search. */
    private volatile boolean stopped;
    private volatile @Nullable LoadGenerator running;

    /**
     * Loads as the plan says, but for the rate and the length.
     *
     * @param plan of an open loop
     */
    public SteppedLoad(LoadPlan plan, LatencyBound bound, Watcher watcher) {
        this.plan = plan;
        this.model = (LoadModel.Open) plan.loadModel();
        this.bound = bound;
        this.watcher = watcher;
    }

    /** Ends the search early. Thread-safe. */
    public void stop() {
        stopped = true;
        LoadGenerator generator = running;
        if (generator != null) {
            generator.stop();
        }
    }

    /**
     * Searches from a tenth of what a closed loop reaches. That loop warms the server up as well.
     *
     * @throws IOException if there is no server
     */
    public Capacity search(Duration warmup) throws IOException, InterruptedException {
        LoadResult closedLoop = run(plan.withLoadModel(new LoadModel.Closed(1, Duration.ZERO))
                .withLimit(RunLimit.ofTime(warmup, CLOSED_LOOP)), new Throughput());
        return search(closedLoop.echoesPerSecond());
    }

    /** Searches from a tenth of a rate that a closed loop has reached. */
    public Capacity search(double closedLoop) throws IOException, InterruptedException {
        return RateSearch.run(this, closedLoop * PART_OF_CLOSED_LOOP, bound.lowestRate());
    }

    /** Returns the plan of the step at a rate. */
    public LoadPlan plan(double rate) {
        return plan.withLoadModel(model.withRate(rate))
                .withLimit(RunLimit.ofTime(bound.warmup(), bound.window(rate)));
    }

    @Override
    public @Nullable RateStep at(double rate) throws InterruptedException {
        if (stopped) {
            return null;
        }
        var throughput = new Throughput();
        RateStep step;
        try {
            step = RateStep.of(rate, run(plan(rate), throughput), throughput.perSecond(), bound);
        } catch (IOException e) {
            step = RateStep.failed(rate, String.valueOf(e.getMessage())); // the steps before it count
        }
        if (stopped) { // it was cut short
            return null;
        }
        watcher.ended(step);
        return step;
    }

    private LoadResult run(LoadPlan step, LoadListener throughput) throws IOException, InterruptedException {
        var generator = new LoadGenerator(step, LoadListener.all(List.of(throughput, watcher.begins(step))));
        running = generator;
        if (stopped) { // before this one could be told
            generator.stop();
        }
        return generator.run();
    }
}
