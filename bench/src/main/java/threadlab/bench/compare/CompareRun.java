package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import threadlab.bench.process.RunFolder;
import threadlab.bench.process.ScratchFolder;
import threadlab.bench.report.ComparePage;
import threadlab.bench.verdict.Analysis;
import threadlab.bench.verdict.Explanation;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.MapFindings;
import threadlab.bench.verdict.NumberFormat;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Report;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Trial;
import threadlab.bench.verdict.TrialSpec;
import threadlab.bench.verdict.WorkCell;
import threadlab.support.AtomicFile;
import threadlab.support.ChildProcesses;
import threadlab.support.FileAccessException;
import threadlab.support.PrintableText;
import threadlab.support.cli.ProgressLine;

/** Carries out a run, or the rest of one. It writes compare.json again after each trial, so that nothing is lost. */
final class CompareRun implements AutoCloseable {
    /** The run before its first trial, or the run that this one continues. */
    private final RunRecord begun;
    /** That of a map grows. */
    private Plan plan;
    private final PreparedCandidates prepared;
    private final boolean explain;
    private final RunFolder out;
    private final ProgressLine progress;
    private final Pace pace;
    private final long startNanos = System.nanoTime();
    private final List<Trial> trials;
    private final List<Explanation> explanations;
    /** Candidates of which a failure has been told. */
    private final Set<String> failing = new HashSet<>();
    /** Set by the thread that handles a signal. */
    private volatile boolean stopped;

    /** @param budget of a run whose number of rounds is not fixed */
    CompareRun(RunRecord begun, PreparedCandidates prepared, boolean explain, Duration budget, RunFolder out,
            ProgressLine progress) {
        this.begun = begun;
        this.pace = new Pace(begun.plan(), budget, System::nanoTime);
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
        return Report.of(measuredSoFar());
    }

    /** @throws IOException in one line, which says how to draw the report when there is room for it */
    void writePage(Report report) throws IOException {
        try {
            AtomicFile.write(page(), ComparePage.of(report));
        } catch (FileAccessException e) {
            throw new IOException(e.getMessage() + "; ./lab report " + out.path() + " --out FILE draws it again", e);
        }
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
        pace.begin();
        List<TrialSpec> due = due();
        if (!due.isEmpty()) {
            progress.show("warming up the load");
            tellFailure(runner.run(due.getFirst())); // its metrics are discarded
        }
        pace.begin(); // again: the warm-up does not count
        while (!due.isEmpty() && !stopped && !pace.isOverBudget(due.getFirst().round(), due.size())) {
            for (TrialSpec spec : due) {
                measure(spec, runner);
            }
            due = due();
        }
    }

    /** Returns the trials that are due next. Once a map has none, it gets cells for which there is time. */
    private List<TrialSpec> due() {
        RunRecord soFar = measuredSoFar();
        List<TrialSpec> due = soFar.due();
        if (!due.isEmpty() || stopped) {
            return due;
        }
        List<WorkCell> next = MapFindings.of(Analysis.of(soFar)).map(MapFindings::next).orElse(List.of()).stream()
                .limit(pace.cellsLeft()).toList();
        if (next.isEmpty()) {
            return due;
        }
        plan = plan.withStage(next);
        return measuredSoFar().due();
    }

    private void measure(TrialSpec spec, TrialRunner runner) throws IOException, InterruptedException {
        if (stopped) {
            return;
        }
        if (progress.isShown()) {
            progress.show(pace.text(spec, measuredSoFar()));
        }
        Trial trial = runner.run(spec);
        if (!stopped) { // else the trial was cut off
            trials.add(trial);
            pace.trialEnded();
            save();
            tellFailure(trial);
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
        WorkCell cell = trial.spec().loadPoint().cell();
        return PrintableText.of(trial.result().outcome() + ": trial " + trial.spec().number() + ", "
                + trial.spec().candidate() + " at " + NumberFormat.sessions(trial.spec().loadPoint().sessions())
                + (cell == null ? "" : ", " + cell.recipe()) + ": " + trial.result().reason());
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
        return begun.with(plan).with(begun.invocation().elapsedSeconds() + (System.nanoTime() - startNanos) / 1e9,
                trials,
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
