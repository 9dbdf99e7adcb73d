package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * The result of the A/A test in a run: the same server under two names.
 *
 * @param differences ratios that differ. They cannot, so this machine was too noisy, or the noise was of a kind that
 *            rounds do not cancel
 * @param tested number of ratios that were tested; 0 with too few rounds
 */
public record Control(List<Difference> differences, int tested) {

    /** @param metric key of a {@link Metric} */
    public record Difference(LoadPoint loadPoint, String metric, Ratio ratio) {
    }

    static Control of(Plan plan, List<Summary> summaries) {
        List<Difference> differences = new ArrayList<>();
        int tested = 0;
        for (Summary summary : summaries) {
            if (summary.candidate().equals(plan.control())) {
                tested += (int) summary.ratios().values().stream().filter(Ratio::isTested).count();
                summary.ratios().forEach((metric, ratio) -> {
                    if (ratio.differs()) {
                        differences.add(new Difference(summary.loadPoint(), metric, ratio));
                    }
                });
            }
        }
        return new Control(differences, tested);
    }
}
