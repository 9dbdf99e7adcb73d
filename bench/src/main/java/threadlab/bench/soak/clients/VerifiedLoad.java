package threadlab.bench.soak.clients;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import threadlab.client.engine.LoadGenerator;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadListener;
import threadlab.support.IoErrors;

/** A run of the load generator on a thread of its own. */
final class VerifiedLoad implements LoadListener {
    private final String kind;
    private final LoadGenerator generator;
    private final CompletableFuture<VerifiedLoadReport> report = new CompletableFuture<>();
    /** Written by the load's thread. */
    private volatile long echoesPerSecond;

    VerifiedLoad(String kind, LoadPlan plan) {
        this.kind = kind;
        this.generator = new LoadGenerator(plan, this);
    }

    void start() {
        Thread.ofPlatform().daemon().name("soak-" + kind).start(this::run);
    }

    private void run() {
        try {
            report.complete(VerifiedLoadReport.of(kind, generator.run()));
        } catch (IOException e) {
            report.complete(VerifiedLoadReport.none(kind, IoErrors.text(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report.complete(VerifiedLoadReport.none(kind, "interrupted"));
        } finally {
            report.complete(VerifiedLoadReport.none(kind, "the load generator failed"));
        }
    }

    @Override
    public void progress(Interval interval) {
        echoesPerSecond = interval.echoesPerSecond();
    }

    long echoesPerSecond() {
        return echoesPerSecond;
    }

    void stop() {
        generator.stop();
    }

    /** Blocks until the load has ended. */
    VerifiedLoadReport end() {
        return report.join();
    }
}
