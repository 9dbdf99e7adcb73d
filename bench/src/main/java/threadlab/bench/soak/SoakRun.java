package threadlab.bench.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import threadlab.bench.soak.clients.ClientGroup;
import threadlab.bench.soak.clients.HalfCloser;
import threadlab.bench.soak.clients.MisbehavingReport;
import threadlab.bench.soak.clients.SoakLoad;
import threadlab.bench.soak.clients.SoakLoadReport;
import threadlab.bench.soak.drift.Drift;
import threadlab.bench.soak.drift.EndReasonBalance;
import threadlab.bench.soak.plan.SoakPlan;
import threadlab.bench.soak.report.SoakFindings;
import threadlab.bench.soak.report.UnitFormat;
import threadlab.bench.soak.sampling.Residual;
import threadlab.bench.soak.sampling.Sample;
import threadlab.bench.soak.sampling.Sampler;
import threadlab.bench.soak.server.SoakedServer;
import threadlab.bench.verdict.NumberFormat;

/** Carries out a soak. One at a time, and one instance a run. */
final class SoakRun {
    /** What the server holds of the load may go so much later: threads that carry virtual ones stay for 30 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** The same of a run that was cut short, for somebody waits. */
    private static final Duration STOPPED_PATIENCE = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration REHEARSAL = Duration.ofMillis(500);
    private static final int REHEARSAL_PER_SECOND = 100;

    private final SoakPlan plan;
    private final List<String> serverCommand;
    private final Consumer<String> progress;
    private final Duration patience;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    /** What the server had to complain of, and why it ended; of the thread that runs this. */
    private final List<String> troubles = new ArrayList<>();

    /** @param progress is told in a line how it goes */
    SoakRun(SoakPlan plan, List<String> serverCommand, Consumer<String> progress) {
        this(plan, serverCommand, progress, PATIENCE);
    }

    SoakRun(SoakPlan plan, List<String> serverCommand, Consumer<String> progress, Duration patience) {
        this.plan = plan;
        this.serverCommand = serverCommand;
        this.progress = progress;
        this.patience = patience;
    }

    /** Ends the load early; what there is will be judged. From any thread. */
    void stop() {
        stopped.complete(null);
    }

    /**
     * Blocks until all is over.
     *
     * @throws IOException that says in a line why the soak could not even begin
     */
    SoakFindings run() throws IOException, InterruptedException {
        try (var server = new SoakedServer(serverCommand)) {
            rehearse(server);
            var own = new ProcessMeter(ProcessHandle.current().pid());
            Double cpuBefore = own.cpuSeconds();
            var sampler = new Sampler(server);
            var load = new SoakLoad(plan, server.port());
            load.start();
            watch(sampler, load);
            Double serverShare = sampler.cpuShare();
            Double loadShare = cpuBefore == null ? null : (own.cpuSeconds() - cpuBefore) / sampler.seconds();
            SoakLoadReport report = end(load);
            List<Residual> leftovers = leftovers(sampler);
            List<EndReasonBalance> accounts = leftovers.isEmpty()
                    ? List.of()
                    : EndReasonBalance.of(sampler.before().closed(), sampler.last().closed(), report.expected());
            stop(server);
            return new SoakFindings(stopped.isDone(), sampler.samples(), report, leftovers, accounts,
                    List.copyOf(troubles), serverShare, loadShare);
        }
    }

    /** What a server has from its first sessions on, such as threads to carry them, is no leftover of the load. */
    private void rehearse(SoakedServer server) throws InterruptedException {
        progress.accept("warming up");
        var crowd = new ClientGroup("rehearsal", new HalfCloser(), REHEARSAL_PER_SECOND,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), PATIENCE, plan.seed());
        crowd.start();
        pause(REHEARSAL.toNanos());
        MisbehavingReport report = crowd.end();
        if (report.surprises() > 0) {
            troubles.add(report.firstSurprise());
        }
    }

    /** Takes samples as long as the load lasts. */
    private void watch(Sampler sampler, SoakLoad load) throws InterruptedException {
        try {
            for (double due : plan.sampleSeconds()) {
                awaitSample(due, sampler, load);
                if (stopped.isDone()) {
                    return;
                }
                sampler.take(isSettling(sampler) ? Sample.SETTLE : Sample.STEADY);
            }
            awaitSample(plan.durationSeconds(), sampler, load);
        } catch (IOException e) {
            troubles.add(e.getMessage());
            load.stop();
        }
    }

    private void awaitSample(double due, Sampler sampler, SoakLoad load) throws InterruptedException {
        for (double left = due - sampler.seconds(); left > 0 && !stopped.isDone(); left = due - sampler.seconds()) {
            progress.accept(line(sampler, load));
            pause(Math.min((long) (left * 1e9), LOOK.toNanos()));
        }
    }

    private boolean isSettling(Sampler sampler) {
        return sampler.seconds() < plan.settleSeconds();
    }

    private String line(Sampler sampler, SoakLoad load) {
        Sample last = sampler.last();
        return String.format(Locale.ROOT,
                "%s %.0f of %.0f s   %s echoes/s   %s sessions   %s descriptors   live heap %s",
                isSettling(sampler) ? "settling" : "steady", sampler.seconds(), plan.durationSeconds(),
                NumberFormat.count(load.echoesPerSecond()), last.sessions(), last.descriptors(),
                last.liveHeapBytes() == null ? "not told" : UnitFormat.text(Drift.BYTES, last.liveHeapBytes()));
    }

    private SoakLoadReport end(SoakLoad load) throws InterruptedException {
        progress.accept("waiting for the last sessions to end");
        if (stopped.isDone()) {
            load.stop();
        }
        return load.end();
    }

    /** Empty of a server that cannot be asked any more. */
    private List<Residual> leftovers(Sampler sampler) throws InterruptedException {
        if (!troubles.isEmpty()) {
            return List.of();
        }
        try {
            return sampler.awaitEmpty(stopped.isDone() ? STOPPED_PATIENCE : patience);
        } catch (IOException e) {
            troubles.add(e.getMessage());
            return List.of();
        }
    }

    private void stop(SoakedServer server) throws InterruptedException {
        try {
            String trouble = server.stop();
            if (trouble != null && troubles.isEmpty()) {
                troubles.add(trouble);
            }
        } catch (IOException e) {
            troubles.add("the server could not be told to stop: " + e.getMessage());
        }
    }

    /** Cut short by a stop. */
    private void pause(long nanos) throws InterruptedException {
        try {
            stopped.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException undisturbed) {
            // as most of the time
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // nobody completes it so
        }
    }
}
