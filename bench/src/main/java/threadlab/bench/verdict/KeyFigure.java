package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One of the few figures of the first screen: how the second candidate compares with the baseline under the largest
 * load.
 *
 * @param amount in words, such as {@code 55 % less}; empty if there is none to say
 * @param verdict better, worse, the same, not known, or not comparable
 * @param style a word for the page: better, worse, same or unknown
 */
public record KeyFigure(Metric metric, String amount, String verdict, String style) {
    /** Returns the figures; none if nothing has been compared. */
    static List<KeyFigure> of(Analysis analysis) {
        List<KeyFigure> figures = new ArrayList<>();
        atMost(analysis).ifPresent(candidate -> {
            Summary baseline = analysis.summary(analysis.plan().baseline(), candidate.loadPoint()).orElseThrow();
            for (Metric metric : analysis.plan().compared()) {
                candidate.ratio(metric).ifPresent(ratio -> figures.add(metric == Metric.RESPONSE_TIME_P99
                        && (UnservedSentence.isOn(candidate) || UnservedSentence.isOn(baseline))
                                ? new KeyFigure(metric, "", "not comparable: not all sessions are served",
                                        "unknown")
                                : figure(metric, ratio, analysis.plan())));
            }
        });
        return figures;
    }

    /** Returns the second candidate under the largest load under which it has a ratio; in a map none is the largest. */
    static Optional<Summary> atMost(Analysis analysis) {
        return analysis.plan().map() != null
                ? Optional.empty()
                : analysis.plan().others().stream().findFirst().flatMap(candidate -> analysis.summaries().stream()
                        .filter(summary -> summary.candidate().equals(candidate) && !summary.ratios().isEmpty())
                        .max(Comparator.comparing(summary -> summary.loadPoint().sessions())));
    }

    private static KeyFigure figure(Metric metric, Ratio ratio, Plan plan) {
        Reading reading = ratio.reading(plan);
        return switch (reading) {
            case LESS, MORE -> metric.isBetter(reading)
                    ? new KeyFigure(metric, ratio.words(plan), "better", "better")
                    : new KeyFigure(metric, ratio.words(plan), "worse", "worse");
            case SAME -> new KeyFigure(metric, "", ratio.words(plan), "same");
            case NOT_KNOWN -> new KeyFigure(metric, "", "not known", "unknown");
            case TOO_FEW_ROUNDS -> new KeyFigure(metric, "", "too few rounds", "unknown");
        };
    }

    /** Returns all figures in one sentence; nothing if there are none. */
    static List<String> sentence(Analysis analysis) {
        List<KeyFigure> figures = of(analysis);
        return figures.isEmpty()
                ? List.of()
                : List.of(caption(analysis) + ": " + figures.stream().map(KeyFigure::text)
                        .collect(Collectors.joining("; ")) + ".");
    }

    /** Returns what the figures are of. */
    public static String caption(Analysis analysis) {
        Summary candidate = atMost(analysis).orElseThrow();
        return "At " + NumberFormat.sessions(candidate.loadPoint().sessions()) + ", " + candidate.candidate()
                + " against " + analysis.plan().baseline();
    }

    private String text() {
        return metric.inSentence() + " " + (amount.isEmpty() ? verdict : amount + " (" + verdict + ")");
    }
}
