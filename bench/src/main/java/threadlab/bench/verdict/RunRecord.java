package threadlab.bench.verdict;

import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import threadlab.client.result.Environment;

/**
 * A run, as compare.json holds it. docs/compare-json.md describes it.
 *
 * @param schema {@link #SCHEMA}, whose number grows with every change that breaks a reader
 * @param trials those that have ended
 * @param explanations what {@code --explain} found
 */
public record RunRecord(String schema, Invocation invocation, Setup setup, Plan plan, List<Trial> trials,
        List<Explanation> explanations) {
    public static final String SCHEMA = "threadlab-compare/4";

    /**
     * The command that started the run.
     *
     * @param command repeats the run when it is typed
     * @param arguments the same as a list, from which {@code --resume} continues
     * @param startedAt ISO 8601, UTC
     * @param elapsedSeconds over all sittings
     */
    public record Invocation(String command, List<String> arguments, String startedAt, double elapsedSeconds) {
    }

    /**
     * The machine and its state.
     *
     * @param cpuAffinity how server and load were kept apart
     * @param remarks what the run did otherwise than asked, and what it found amiss before it began; a sentence each
     * @param servers what each candidate runs on; null in files of before this was known
     */
    public record Setup(Environment environment, String cpuAffinity, List<String> remarks,
            @Nullable List<ServerSetup> servers) {
    }

    public RunRecord {
        var measured = new HashSet<TrialSpec>();
        for (Trial trial : trials) {
            TrialSpec spec = trial.spec();
            check(spec.round() >= 1 && spec.round() <= plan.rounds(), spec, "is of round " + spec.round(),
                    "1 to " + plan.rounds());
            check(measured.add(new TrialSpec(0, spec.round(), spec.candidate(), spec.loadPoint())), spec,
                    "measures what another one has measured", "each candidate once in a round at each load");
        }
    }

    private static void check(boolean valid, TrialSpec trial, String what, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException("trial " + trial.number() + " " + what + ", allowed: " + allowed);
        }
    }

    /** Returns a copy with other arguments. */
    public RunRecord withArguments(List<String> arguments) {
        return new RunRecord(schema, new Invocation(invocation.command, arguments, invocation.startedAt,
                invocation.elapsedSeconds), setup, plan, trials, explanations);
    }

    /** Returns a copy with another plan. */
    public RunRecord with(Plan other) {
        return new RunRecord(schema, invocation, setup, other, trials, explanations);
    }

    /** Returns a copy with what has been measured so far. */
    public RunRecord with(double elapsedSeconds, List<Trial> trials, List<Explanation> explanations) {
        return new RunRecord(schema, new Invocation(invocation.command, invocation.arguments, invocation.startedAt,
                elapsedSeconds), setup, plan, List.copyOf(trials), List.copyOf(explanations));
    }

    /** Returns the number of rounds of which something has been measured. */
    public int roundsBegun() {
        return trials.stream().mapToInt(trial -> trial.spec().round()).max().orElse(0);
    }

    /** Returns the trials that are due next, all of one round; none if the run is complete. */
    public List<TrialSpec> due() {
        return Schedule.next(this);
    }

    /** Returns whether all trials that are due have ended. */
    public boolean isComplete() {
        return due().isEmpty();
    }
}
