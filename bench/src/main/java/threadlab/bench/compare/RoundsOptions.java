package threadlab.bench.compare;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import threadlab.bench.cli.Percentage;
import threadlab.bench.verdict.DecisionRule;
import threadlab.support.Preconditions;

/** The options of {@code compare} for how many rounds it measures, and when something is decided. */
final class RoundsOptions {
    private static final Duration DEFAULT_BUDGET = Duration.ofMinutes(9);
    private static final Duration DEFAULT_BUDGET_OF_MAP = Duration.ofMinutes(30);

    @Option(names = "--rounds", converter = RoundsConverter.class, paramLabel = "N",
            description = "Rounds; each has one trial of every candidate at every load. Fewer than four show no "
                    + "difference. With auto, 5 to 25, with --map 5 to 9: a candidate takes no further part at a load "
                    + "at which its CPU per echo, with --find-rate its capacity, is shown to differ, or to be the same "
                    + "within the margin, and its memory too if that seems to differ by a fifth. Default: auto; with "
                    + "--quick 5, with --thorough 15.")
    private @Nullable RoundsPlan rounds;

    @Option(names = "--margin", converter = Percentage.class, paramLabel = "PERCENT",
            description = "Smaller differences do not matter: a ratio is the same if its interval lies within. "
                    + "Default: 5%%.")
    private @Nullable Percentage margin;

    @Option(names = "--budget", paramLabel = "TIME",
            description = "With --rounds auto: after its first 5 rounds, the run begins no round that would probably "
                    + "end later than this. With --map: nor does it add cells for whose first rounds there is no time. "
                    + "Default: 9m, with --map 30m.")
    private @Nullable Duration budget;

    /** A number, or {@code auto}. Picocli creates it. */
    private static final class RoundsConverter implements ITypeConverter<RoundsPlan> {
        @Override
        public RoundsPlan convert(String text) {
            if (text.equals("auto")) {
                return RoundsPlan.AUTO;
            }
            if (!text.matches("-?\\d{1,9}")) {
                throw new TypeConversionException("'" + text + "' is neither a number nor auto");
            }
            return RoundsPlan.fixed(Integer.parseInt(text));
        }
    }

    /**
     * Returns how many rounds a run has. Where there is nothing to decide, the fewest do.
     *
     * @param usual if the user named none
     * @throws IllegalArgumentException in one line, if options contradict each other
     */
    RoundsPlan plan(RoundsPlan usual, int candidates, boolean isMap) {
        RoundsPlan asked = rounds != null ? rounds : usual;
        if (asked.isAuto()) {
            Preconditions.check(budget == null || candidates > 1 || isMap, "budget", budget,
                    "only with two candidates or more, since with one there is nothing to decide");
            asked = candidates == 1
                    ? RoundsPlan.fixed(asked.looks().getFirst())
                    : isMap ? RoundsPlan.OF_MAP : asked;
        }
        if (budget != null && !asked.isAuto() && !isMap) {
            throw new IllegalArgumentException("budget is for --rounds auto, and rounds is " + asked.most());
        }
        return asked;
    }

    DecisionRule rule(RoundsPlan asked) {
        return new DecisionRule(margin == null ? DecisionRule.USUAL_MARGIN : margin.part(), asked.looks());
    }

    /** Returns the time that a run may take whose number of trials is not fixed. */
    Duration budget(boolean isMap) {
        return budget != null ? budget : isMap ? DEFAULT_BUDGET_OF_MAP : DEFAULT_BUDGET;
    }
}
