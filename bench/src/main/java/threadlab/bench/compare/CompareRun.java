package threadlab.bench.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;
import threadlab.bench.verdict.Explanation;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Report;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Trial;
import threadlab.client.result.WholeFile;

/**
 * Carries out a run, or the rest of one. compare.json is written anew after each trial: nothing is lost, whatever comes.
 */
final class CompareRun {
    private final Plan plan;
    private final List<Candidate> contestants;
    private final Path out;
    private final CpuAffinity pinning;
    private final boolean explain;
    /** Where this run began, or the one that it goes on with. */
    private final RunRecord begun;
    private final long start = System.nanoTime();
    private final List<Trial> trials;
    private final List<Explanation> explanations;
    /** Set by the thread that handles a signal. */
    private volatile boolean stopped;

    CompareRun(RunRecord begun, List<Candidate> contestants, CpuAffinity pinning, boolean explain, Path out) {
        this.begun = begun;
        this.plan = begun.plan();
        this.contestants = contestants;
        this.pinning = pinning;
        this.explain = explain;
        this.out = out;
        this.trials = new ArrayList<>(begun.trials());
        this.explanations = new ArrayList<>(begun.explanations());
    }

    /** Ends the run after what has been measured. From any thread. */
    void stop() {
        stopped = true;
        ChildProcesses.killAll();
    }

    /**
     * Blocks until all is measured and written, or until it is stopped.
     *
     * @throws IOException that says in a line what could not be written
     */
    Report run() throws IOException, InterruptedException {
        try {
            Files.createDirectories(out);
        } catch (IOException e) {
            throw new IOException("cannot write " + out + ": " + WholeFile.reason(e), e);
        }
        save();
        Path scratch = Files.createTempDirectory("threadlab-");
        try (var runner = new TrialRunner(plan, pinning, entrants(), scratch)) {
            measure(runner);
            if (explain) {
                explain(new InstrumentedTrials(runner, scratch));
            }
        } finally {
            wipe();
            delete(scratch);
        }
        Report report = Report.of(comparison());
        try {
            WholeFile.write(page(), report.page());
        } catch (IOException e) {
            throw new IOException("cannot write " + page() + ": " + WholeFile.reason(e), e);
        }
        return report;
    }

    Path page() {
        return out.resolve("report.html").toAbsolutePath().normalize();
    }

    Path data() {
        return out.resolve("compare.json").toAbsolutePath().normalize();
    }

    private List<Candidate> entrants() {
        List<Candidate> entrants = new ArrayList<>(contestants);
        entrants.add(contestants.getFirst().named(plan.control()));
        return entrants;
    }

    private void measure(TrialRunner runner) throws IOException, InterruptedException {
        Set<Integer> done = trials.stream().map(Trial::number).collect(Collectors.toSet());
        List<Plan.Step> steps = plan.steps();
        List<Plan.Step> left = steps.stream().filter(step -> !done.contains(step.number())).toList();
        if (!left.isEmpty()) {
            progress("warming up the load");
            runner.run(left.getFirst()); // its figures do not count
        }
        long since = System.nanoTime();
        for (int i = 0; i < left.size() && !stopped; i++) {
            Plan.Step step = left.get(i);
            progress(String.format(Locale.ROOT, "trial %d of %d   round %d of %d   %s, %,d sessions   about %s left",
                    step.number(), steps.size(), step.round(), plan.rounds(), step.contestant(),
                    step.point().sessions(),
                    CompareMain.time(timeLeft(left.size() - i, i, System.nanoTime() - since))));
            Trial trial = runner.run(step);
            if (!stopped) { // else it was cut off, and is none
                trials.add(trial);
                save();
            }
        }
    }

    /** By the plan at first, then by how long the trials have taken. */
    private Duration timeLeft(int trialsLeft, int done, long nanos) {
        return done < 3 ? plan.expected(trialsLeft) : Duration.ofNanos(nanos / done * trialsLeft);
    }

    private void explain(InstrumentedTrials explainer) throws IOException, InterruptedException {
        for (LoadPoint point : plan.points()) {
            for (Candidate contestant : contestants) {
                boolean done = explanations.stream()
                        .anyMatch(e -> e.contestant().equals(contestant.name()) && e.point().equals(point));
                if (!done && !stopped && InstrumentedTrials.covers(point)) {
                    progress(String.format(Locale.ROOT, "explaining %s at %,d sessions", contestant.name(),
                            point.sessions()));
                    Explanation explanation = explainer.explain(contestant, point);
                    if (!stopped) {
                        explanations.add(explanation);
                        save();
                    }
                }
            }
        }
    }

    private RunRecord comparison() {
        return new RunRecord(RunRecord.SCHEMA, begun.command(), begun.arguments(), begun.startedAt(),
                begun.elapsedSeconds() + (System.nanoTime() - start) / 1e9, begun.environment(), begun.pinning(),
                begun.adapted(), plan, List.copyOf(trials), List.copyOf(explanations));
    }

    private void save() throws IOException {
        RunFile.save(data(), comparison());
    }

    private static void progress(String line) {
        if (Ansi.AUTO.enabled()) {
            System.err.print("\r\033[K" + line);
            System.err.flush();
        }
    }

    private static void wipe() {
        if (Ansi.AUTO.enabled()) {
            System.err.print("\r\033[K");
            System.err.flush();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
