package threadlab.bench.soak;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import threadlab.bench.meter.ProcessMeter;
import threadlab.bench.process.ServerProcess;
import threadlab.bench.soak.clients.ClientGroup;
import threadlab.bench.soak.clients.MisbehavingReport;
import threadlab.bench.soak.clients.SoakLoad;
import threadlab.bench.soak.clients.SoakLoadReport;
import threadlab.bench.soak.clients.SoakPlan;
import threadlab.bench.soak.report.EndReasonBalance;
import threadlab.bench.soak.report.SoakObservations;
import threadlab.bench.soak.report.SoakObservations.CpuShare;
import threadlab.bench.soak.report.UnitFormat;
import threadlab.bench.soak.sampling.Residual;
import threadlab.bench.soak.sampling.Sample;
import threadlab.bench.soak.sampling.Sampler;
import threadlab.bench.verdict.NumberFormat;
import threadlab.support.IoErrors;

/** Runs a soak, once. Not thread-safe, except for {@link #stop}. */
final class SoakRun {
    /** The JDK keeps an unused carrier thread for 30 s. */
    private static final Duration RETURN_TIMEOUT = Duration.ofSeconds(40);
    /** After an early end, since somebody waits. */
    private static final Duration STOPPED_RETURN_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(500);
    private static final Duration WARM_UP = Duration.ofMillis(500);

    private final SoakPlan plan;
    private final List<String> serverCommand;
    private final Consumer<String> progress;
    private final Duration returnTimeout;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final List<String> serverErrors = new ArrayList<>();

    /**
     * Makes a run.
     *
     * @param progress receives a line of text from time to time
     */
    SoakRun(SoakPlan plan, List<String> serverCommand, Consumer<String> progress) {
        this(plan, serverCommand, progress, RETURN_TIMEOUT);
    }

    /** Makes a run that waits for another time until the server has returned its resources. */
    SoakRun(SoakPlan plan, List<String> serverCommand, Consumer<String> progress, Duration returnTimeout) {
        this.plan = plan;
        this.serverCommand = serverCommand;
        this.progress = progress;
        this.returnTimeout = returnTimeout;
    }

    /** Ends the load early. Thread-safe. */
    void stop() {
        stopped.complete(null);
    }

    /**
     * Runs the soak and blocks until its end.
     *
     * @throws IOException in one line, if the load could not begin
     */
    SoakObservations run() throws IOException, InterruptedException {
        try (var server = ServerProcess.startShielded(serverCommand)) {
            warmUp(server);
            var self = new ProcessMeter(ProcessHandle.current().pid());
            Double cpuBefore = self.cpuSeconds();
            var sampler = new Sampler(server);
            var load = new SoakLoad(plan, server.port());
            load.start();
            takeSamples(sampler, load);
            Double cpuAfter = self.cpuSeconds();
            var cpuShare = new CpuShare(sampler.cpuShare(),
                    cpuBefore == null || cpuAfter == null ? null : (cpuAfter - cpuBefore) / sampler.seconds());
            SoakLoadReport clients = end(load);
            List<Residual> residuals = awaitReturn(sampler);
            List<EndReasonBalance> endReasons = residuals.isEmpty()
                    ? List.of()
                    : EndReasonBalance.of(sampler.before().server().closed(), sampler.last().server().closed(),
                            clients.expectedEnds());
            server.stop().filter(error -> serverErrors.isEmpty()).ifPresent(serverErrors::add);
            return new SoakObservations(stopped.isDone(), sampler.samples(), clients, cpuShare, residuals, endReasons,
                    List.copyOf(serverErrors));
        }
    }

    /** Makes the server allocate what it keeps from its first sessions on: that is no leak. */
    private void warmUp(ServerProcess server) throws InterruptedException {
        progress.accept("warming up");
        ClientGroup clients = SoakLoad.warmUp(plan, server.port());
        clients.start();
        pause(WARM_UP.toNanos());
        MisbehavingReport report = clients.end();
        if (report.unexpected() > 0) {
            serverErrors.add(report.firstUnexpected());
        }
    }

    private void takeSamples(Sampler sampler, SoakLoad load) throws InterruptedException {
        try {
            for (double due : plan.sampleSeconds()) {
                awaitTime(due, sampler, load);
                if (stopped.isDone()) {
                    return;
                }
                sampler.take(isSettling(sampler) ? Sample.SETTLE : Sample.STEADY);
            }
            awaitTime(plan.durationSeconds(), sampler, load);
        } catch (IOException e) {
            serverErrors.add(IoErrors.text(e));
            load.stop();
        }
    }

    private void awaitTime(double due, Sampler sampler, SoakLoad load) throws InterruptedException {
        for (double left = due - sampler.seconds(); left > 0 && !stopped.isDone(); left = due - sampler.seconds()) {
            progress.accept(progressLine(sampler, load));
            pause(Math.min((long) (left * 1e9), PROGRESS_INTERVAL.toNanos()));
        }
    }

    private boolean isSettling(Sampler sampler) {
        return sampler.seconds() < plan.settleSeconds();
    }

    private String progressLine(Sampler sampler, SoakLoad load) {
        Sample last = sampler.last();
        Long liveHeap = last.server().jvm().liveHeapBytes();
        return String.format(Locale.ROOT,
                "%s %.0f of %.0f s   %s echoes/s   %s sessions   %s descriptors   live heap %s",
                isSettling(sampler) ? "settling" : "steady", sampler.seconds(), plan.durationSeconds(),
                NumberFormat.count(load.echoesPerSecond()), last.server().open(), last.process().descriptors(),
                liveHeap == null ? "unknown" : UnitFormat.bytes(liveHeap));
    }

    private SoakLoadReport end(SoakLoad load) throws InterruptedException {
        progress.accept("waiting for the last sessions to end");
        if (stopped.isDone()) {
            load.stop();
        }
        return load.end();
    }

    /** Returns nothing if the server cannot be asked any more. */
    private List<Residual> awaitReturn(Sampler sampler) throws InterruptedException {
        if (!serverErrors.isEmpty()) {
            return List.of();
        }
        try {
            return sampler.awaitReturn(stopped.isDone() ? STOPPED_RETURN_TIMEOUT : returnTimeout);
        } catch (IOException e) {
            serverErrors.add(IoErrors.text(e));
            return List.of();
        }
    }

    /** Waits, but not after {@link #stop}. */
    private void pause(long nanos) throws InterruptedException {
        try {
            stopped.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException notStopped) {
            // The time is over.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it is never completed with an exception
        }
    }
}
