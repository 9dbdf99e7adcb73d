package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadlab.bench.process.RunFolder;
import threadlab.bench.process.ScratchFolder;
import threadlab.bench.verdict.Explanation;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.NumberFormat;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Report;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Trial;
import threadlab.bench.verdict.TrialSpec;
import threadlab.support.AtomicFile;
import threadlab.support.ChildProcesses;
import threadlab.support.PrintableText;
import threadlab.support.cli.ProgressLine;

/** Carries out a run, or the rest of one. It writes compare.json again after each trial, so that nothing is lost. */
final class CompareRun implements AutoCloseable {
    private static final int TRIALS_BEFORE_EXTRAPOLATION = 3;

    /** The run before its first trial, or the run that this one continues. */
    private final RunRecord begun;
    private final Plan plan;
    private final PreparedCandidates prepared;
    private final boolean explain;
    private final RunFolder out;
    private final ProgressLine progress;
    private final long startNanos = System.nanoTime();
    private final List<Trial> trials;
    private final List<Explanation> explanations;
    /** Candidates of which a failure has been told. */
    private final Set<String> failing = new HashSet<>();
    /** Set by the thread that handles a signal. */
    private volatile boolean stopped;

    CompareRun(RunRecord begun, PreparedCandidates prepared, boolean explain, RunFolder out, ProgressLine progress) {
        this.begun = begun;
        this.plan = begun.plan();
        this.prepared = prepared;
        this.explain = explain;
        this.out = out;
        this.progress = progress;
        this.trials = new ArrayList<>(begun.trials());
        this.explanations = new ArrayList<>(begun.explanations());
    }

    /** Ends the run after what has been measured. Thread-safe. */
    void stop() {
        stopped = true;
        ChildProcesses.killAll();
    }

    /**
     * Blocks until all is measured and written, or until it is stopped.
     *
     * @throws IOException in one line, if something could not be written
     */
    Report run() throws IOException, InterruptedException {
        save();
        try (prepared;
                var scratch = ScratchFolder.in(Path.of(System.getProperty("java.io.tmpdir")));
                var runner = new TrialRunner(plan, prepared.cpuAffinity(), withControl(), scratch.path())) {
            measure(runner);
            if (explain) {
                explain(new InstrumentedTrials(runner, scratch.path()));
            }
        } finally {
            progress.clear();
        }
        Report report = Report.of(measuredSoFar());
        AtomicFile.write(page(), report.page());
        return report;
    }

    Path page() {
        return out.path().resolve(RunFile.PAGE).toAbsolutePath().normalize();
    }

    Path data() {
        return out.path().resolve(RunFile.DATA).toAbsolutePath().normalize();
    }

    private List<Candidate> withControl() {
        List<Candidate> candidates = prepared.candidates();
        return Stream.concat(candidates.stream(), Stream.of(candidates.getFirst().named(plan.control()))).toList();
    }

    private void measure(TrialRunner runner) throws IOException, InterruptedException {
        Set<Integer> done = trials.stream().map(trial -> trial.spec().number()).collect(Collectors.toSet());
        List<TrialSpec> all = plan.trials();
        List<TrialSpec> left = all.stream().filter(spec -> !done.contains(spec.number())).toList();
        if (!left.isEmpty()) {
            progress.show("warming up the load");
            tellFailure(runner.run(left.getFirst())); // its metrics are discarded
        }
        long since = System.nanoTime();
        for (int i = 0; i < left.size() && !stopped; i++) {
            TrialSpec spec = left.get(i);
            progress.show(
                    String.format(Locale.ROOT, "trial %d of %d   round %d of %d   %s, %,d sessions   about %s left",
                            spec.number(), all.size(), spec.round(), plan.rounds(), spec.candidate(),
                            spec.loadPoint().sessions(),
                            CompareMain.time(timeLeft(left.size() - i, i, System.nanoTime() - since))));
            Trial trial = runner.run(spec);
            if (!stopped) { // else the trial was cut off
                trials.add(trial);
                save();
                tellFailure(trial);
            }
        }
    }

    /** Tells the first failure of each candidate at once: somebody may want to end the run because of it. */
    private void tellFailure(Trial trial) {
        if (!trial.result().isMeasured() && !stopped && failing.add(trial.spec().candidate())) {
            progress.println(reason(trial));
        }
    }

    /** Returns why a trial was not as planned. */
    static String reason(Trial trial) {
        return PrintableText.of(trial.result().outcome() + ": trial " + trial.spec().number() + ", "
                + trial.spec().candidate() + " at " + NumberFormat.sessions(trial.spec().loadPoint().sessions()) + ": "
                + trial.result().reason());
    }

    /** Extrapolates from the trials that have been run; from the plan before there are enough. */
    private Duration timeLeft(int trialsLeft, int done, long nanos) {
        return done < TRIALS_BEFORE_EXTRAPOLATION
                ? plan.expected(trialsLeft)
                : Duration.ofNanos(nanos / done * trialsLeft);
    }

    private void explain(InstrumentedTrials instrumented) throws IOException, InterruptedException {
        for (LoadPoint loadPoint : plan.loadPoints()) {
            for (Candidate candidate : prepared.candidates()) {
                boolean done = explanations.stream()
                        .anyMatch(e -> e.candidate().equals(candidate.name()) && e.loadPoint().equals(loadPoint));
                if (!done && !stopped && InstrumentedTrials.covers(loadPoint)) {
                    progress.show(String.format(Locale.ROOT, "explaining %s at %,d sessions", candidate.name(),
                            loadPoint.sessions()));
                    Explanation explanation = instrumented.explain(candidate, loadPoint);
                    if (!stopped) {
                        explanations.add(explanation);
                        save();
                    }
                }
            }
        }
    }

    private RunRecord measuredSoFar() {
        return begun.with(begun.invocation().elapsedSeconds() + (System.nanoTime() - startNanos) / 1e9, trials,
                explanations);
    }

    private void save() throws IOException {
        RunFile.save(data(), measuredSoFar());
    }

    /** Lets other runs write to the folder. */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
