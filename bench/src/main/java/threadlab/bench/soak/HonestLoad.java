package threadlab.bench.soak;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import threadlab.client.LoadGenerator;
import threadlab.client.LoadListener;
import threadlab.client.LoadPlan;

/** A plan of the load generator, carried out on a thread of its own. */
final class HonestLoad implements LoadListener {
    private final String kind;
    private final LoadGenerator generator;
    private final CompletableFuture<HonestReport> report = new CompletableFuture<>();
    /** Of the last step; written by the load's thread. */
    private volatile long echoesPerSecond;

    HonestLoad(String kind, LoadPlan plan) {
        this.kind = kind;
        this.generator = new LoadGenerator(plan, this);
    }

    void start() {
        Thread.ofPlatform().daemon().name("soak-" + kind).start(this::run);
    }

    private void run() {
        try {
            report.complete(HonestReport.of(kind, generator.run()));
        } catch (IOException e) {
            report.complete(HonestReport.none(kind, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report.complete(HonestReport.none(kind, "interrupted"));
        } finally {
            report.complete(HonestReport.none(kind, "the load generator broke"));
        }
    }

    @Override
    public void progress(Step step) {
        echoesPerSecond = step.echoesPerSecond();
    }

    long echoesPerSecond() {
        return echoesPerSecond;
    }

    void stop() {
        generator.stop();
    }

    /** Blocks until the last echoes are back. */
    HonestReport end() {
        return report.join();
    }
}
