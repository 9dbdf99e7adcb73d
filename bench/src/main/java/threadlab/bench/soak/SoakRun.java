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
import threadlab.bench.verdict.Words;

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
    /** All that follows belongs to the thread that runs it. */
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final ProcessMeter own = new ProcessMeter(ProcessHandle.current().pid());
    private ProcessMeter process;
    private long start;

    /** @param progress is told in a line how it goes */
    SoakRun(SoakPlan plan, List<String> serverCommand, Consumer<String> progress) {
        this(plan, serverCommand, progress, PATIENCE);
    }

    SoakRun(SoakPlan plan, List<String> serverCommand, Consumer<String> progress, Duration patience) {
        this.patience = patience;
        this.plan = plan;
        this.serverCommand = serverCommand;
        this.progress = progress;
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
    Findings run() throws IOException, InterruptedException {
        try (var server = new SoakedServer(serverCommand)) {
            process = new ProcessMeter(server.pid());
            rehearse(server);
            start = System.nanoTime();
            take(server, Sample.BEFORE);
            var load = new Load(plan, server.port());
            Double ownCpu = own.cpuSeconds();
            start = System.nanoTime();
            load.start();
            watch(server, load);
            Double serverShare = share(samples.getFirst().cpuSeconds(), samples.getLast().cpuSeconds());
            Double loadShare = share(ownCpu, own.cpuSeconds());
            LoadReport report = end(load);
            List<Leftover> leftovers = leftovers(server);
            List<Account> accounts = leftovers.isEmpty()
                    ? List.of()
                    : Account.of(samples.getFirst().closed(), samples.getLast().closed(), report.expected());
            stop(server);
            return new Findings(stopped.isDone(), List.copyOf(samples), report, leftovers, accounts,
                    List.copyOf(troubles), serverShare, loadShare);
        }
    }

    /** What a server has from its first sessions on, such as threads to carry them, is no leftover of the load. */
    private void rehearse(SoakedServer server) throws InterruptedException {
        progress.accept("warming up");
        var crowd = new Crowd("rehearsal", new HalfCloser(), REHEARSAL_PER_SECOND,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), PATIENCE, plan.seed());
        crowd.start();
        pause(REHEARSAL.toNanos());
        RudeReport report = crowd.end();
        if (report.surprises() > 0) {
            troubles.add(report.firstSurprise());
        }
    }

    private void watch(SoakedServer server, Load load) throws InterruptedException {
        long every = Math.round(plan.everySeconds() * 1e9);
        try {
            for (long i = 1; i * every <= plan.duration().toNanos() && !stopped.isDone(); i++) {
                awaitSample(start + i * every, load);
                if (!stopped.isDone()) {
                    take(server, seconds() < plan.settleSeconds() ? Sample.SETTLE : Sample.STEADY);
                }
            }
        } catch (IOException e) {
            troubles.add(e.getMessage());
            load.stop();
        }
    }

    private void awaitSample(long due, Load load) throws InterruptedException {
        for (long left = due - System.nanoTime(); left > 0 && !stopped.isDone(); left = due - System.nanoTime()) {
            tell(load);
            pause(Math.min(left, LOOK.toNanos()));
        }
    }

    private void tell(Load load) {
        Sample last = samples.getLast();
        progress.accept(String.format(Locale.ROOT,
                "%s %.0f of %.0f s   %s echoes/s   %s sessions   %s descriptors   live heap %s",
                seconds() < plan.settleSeconds() ? "settling" : "steady", seconds(), plan.durationSeconds(),
                Words.count(load.echoesPerSecond()), last.sessions(), last.descriptors(),
                last.liveHeapBytes() == null ? "not told" : Amount.text(Drift.BYTES, last.liveHeapBytes())));
    }

    private void take(SoakedServer server, String phase) throws IOException, InterruptedException {
        double at = phase.equals(Sample.BEFORE) ? 0 : seconds();
        samples.add(Sample.of(at, phase, server.report(), process));
    }

    private LoadReport end(Load load) throws InterruptedException {
        progress.accept("waiting for the last sessions to end");
        if (stopped.isDone()) {
            load.stop();
        }
        return load.end();
    }

    /** Of the first moment at which nothing is left, or when the patience is over; empty of a server that is gone. */
    private List<Leftover> leftovers(SoakedServer server) throws InterruptedException {
        long since = System.nanoTime();
        long longest = (stopped.isDone() ? STOPPED_PATIENCE : patience).toNanos();
        if (!troubles.isEmpty()) {
            return List.of();
        }
        try {
            while (true) {
                ServerReport report = server.report();
                Sample now = Sample.of(seconds(), Sample.AFTER, report, process);
                List<Leftover> leftovers = Leftover.of(samples.getFirst(), now);
                if (leftovers.stream().noneMatch(Leftover::isLeft)
                        || System.nanoTime() - since > longest) {
                    samples.add(now);
                    return leftovers;
                }
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            }
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

    private Double share(Double before, Double after) {
        return before == null || after == null ? null : (after - before) / seconds();
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
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
