package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import threadlab.bench.meter.JfrMeasurements;
import threadlab.bench.meter.Recording;
import threadlab.bench.meter.SystemCalls;
import threadlab.bench.verdict.Explanation;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Trial;

/** Looks at servers more closely than a measurement allows, in trials of their own. */
final class InstrumentedTrials {
    /** Tracing stops every thread at every call: with more of them a trial takes minutes. */
    private static final int MOST_SESSIONS = 1000;

    private final TrialRunner runner;
    private final Path scratch;
    private final Optional<String> noTrace = SystemCalls.problem();

    InstrumentedTrials(TrialRunner runner, Path scratch) {
        this.runner = runner;
        this.scratch = scratch;
    }

    static boolean covers(LoadPoint point) {
        return point.sessions() + point.idleSessions() <= MOST_SESSIONS;
    }

    Explanation explain(Candidate contestant, LoadPoint point) throws InterruptedException {
        var step = new Plan.Step(0, 0, contestant.name(), point);
        List<String> problems = new ArrayList<>();
        Map<String, Double> calls = noTrace.isPresent() ? null : calls(step, problems);
        noTrace.ifPresent(problems::add);
        JfrMeasurements recorded = contestant.isOurs() ? recorded(step, problems) : null;
        return new Explanation(contestant.name(), point, calls, recorded == null ? null : recorded.pinned(),
                recorded == null ? null : recorded.pinnedMillis(), recorded == null ? null : recorded.pinnedReasons(),
                recorded == null ? null : recorded.submitFailed(),
                problems.isEmpty() ? null : String.join("; ", problems));
    }

    private static final class Trace implements TrialRunner.Lens {
        private SystemCalls tracing;
        private Map<String, SystemCalls.Count> counts;

        @Override
        public void started(long pid) throws IOException, InterruptedException {
            tracing = SystemCalls.start(pid);
        }

        @Override
        public void loaded() throws IOException, InterruptedException {
            counts = tracing.stop();
        }
    }

    private Map<String, Double> calls(Plan.Step step, List<String> problems) throws InterruptedException {
        var trace = new Trace();
        try {
            Trial trial = runner.run(step, trace).trial();
            if (!trial.endedWell() || trace.counts == null) {
                problems.add("system calls: " + trial.reason());
                return null;
            }
            var perEcho = new TreeMap<String, Double>();
            trace.counts.forEach((name, count) -> perEcho.put(name,
                    (double) count.calls() / trial.figures().totalEchoes()));
            return perEcho;
        } finally {
            if (trace.tracing != null) {
                trace.tracing.close();
            }
        }
    }

    private JfrMeasurements recorded(Plan.Step step, List<String> problems) throws InterruptedException {
        Path file = scratch.resolve("server.jfr");
        TrialRunner.Outcome outcome = runner.run(step, new TrialRunner.Lens() {
            @Override
            public List<String> options() {
                return Recording.options(file);
            }
        });
        if (!outcome.trial().endedWell()) {
            problems.add("flight recording: " + outcome.trial().reason());
            return null;
        }
        return Recording.read(file, Instant.ofEpochMilli(outcome.fromEpochMillis()),
                Instant.ofEpochMilli(outcome.toEpochMillis()));
    }
}
