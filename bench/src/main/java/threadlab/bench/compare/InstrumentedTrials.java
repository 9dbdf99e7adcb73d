package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import threadlab.bench.meter.Recording;
import threadlab.bench.meter.SystemCalls;
import threadlab.bench.meter.VirtualThreadEvents;
import threadlab.bench.verdict.Explanation;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.Trial;
import threadlab.bench.verdict.TrialSpec;

/** Looks at servers more closely than a measurement allows, in trials of their own. */
final class InstrumentedTrials {
    /** Tracing stops every thread at every call: with more sessions a trial takes minutes. */
    static final int MAX_SESSIONS = 1000;

    private final TrialRunner runner;
    private final Path scratch;
    private final Optional<String> straceProblem = SystemCalls.problem();

    InstrumentedTrials(TrialRunner runner, Path scratch) {
        this.runner = runner;
        this.scratch = scratch;
    }

    static boolean covers(LoadPoint loadPoint) {
        return loadPoint.sessions() + loadPoint.idleSessions() <= MAX_SESSIONS;
    }

    Explanation explain(Candidate candidate, LoadPoint loadPoint) throws InterruptedException {
        var spec = new TrialSpec(0, 0, candidate.name(), loadPoint);
        List<String> problems = new ArrayList<>();
        straceProblem.ifPresent(problems::add);
        Map<String, Double> calls = straceProblem.isPresent() ? null : systemCalls(spec, problems);
        VirtualThreadEvents events = candidate.isOurs() ? virtualThreads(spec, problems) : null;
        return new Explanation(candidate.name(), loadPoint, calls, events,
                problems.isEmpty() ? null : String.join("; ", problems));
    }

    private static final class Strace implements Instrumentation, AutoCloseable {
        private @Nullable SystemCalls tracing;
        private @Nullable Map<String, SystemCalls.Count> counts;

        @Override
        public void started(long pid) throws IOException, InterruptedException {
            tracing = SystemCalls.start(pid);
        }

        @Override
        public void loaded() throws IOException, InterruptedException {
            counts = Objects.requireNonNull(tracing, "started").stop();
        }

        @Override
        public void close() {
            if (tracing != null) {
                tracing.close();
            }
        }
    }

    private @Nullable Map<String, Double> systemCalls(TrialSpec spec, List<String> problems)
            throws InterruptedException {
        try (var strace = new Strace()) {
            Trial trial = runner.run(spec, strace).trial();
            if (!trial.result().isMeasured() || strace.counts == null) {
                problems.add("system calls: " + trial.result().reason());
                return null;
            }
            double echoes = Objects.requireNonNull(Metric.TOTAL_ECHOES.of(trial), "measured");
            var perEcho = new TreeMap<String, Double>();
            strace.counts.forEach((name, count) -> perEcho.put(name, count.calls() / echoes));
            return perEcho;
        }
    }

    private @Nullable VirtualThreadEvents virtualThreads(TrialSpec spec, List<String> problems)
            throws InterruptedException {
        Path file = scratch.resolve("server.jfr");
        TrialRunner.Outcome outcome = runner.run(spec, new Instrumentation() {
            @Override
            public List<String> jvmOptions() {
                return Recording.options(file);
            }
        });
        Window window = outcome.window();
        if (window == null || !outcome.trial().result().isMeasured()) {
            problems.add("flight recording: " + outcome.trial().result().reason());
            return null;
        }
        return Recording.read(file, window.start(), window.end());
    }
}
