package threadlab.bench.verdict;

import java.util.List;

/** One server process under one load for one measured window. */
public record Trial(TrialSpec spec, TrialResult result, Commands commands) {

    /**
     * The commands that repeat the trial by hand.
     *
     * @param load the program, and the trial's task as its argument
     */
    public record Commands(List<String> server, List<String> load) {
    }
}
