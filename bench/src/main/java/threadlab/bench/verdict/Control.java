package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * What the run says of the base and its twin, the same server under two names.
 *
 * @param toldApart where it shows a difference between them, which cannot be: this machine was too noisy, or the noise
 *            was of a kind that rounds do not cancel
 * @param judged ratios that were looked at; 0 with too few rounds
 */
public record Control(List<Difference> toldApart, int judged) {

    /** @param figure key of a {@link Metric} */
    public record Difference(LoadPoint point, String figure, Ratio ratio) {
    }

    public static Control of(Plan plan, List<Summary> rows) {
        List<Difference> toldApart = new ArrayList<>();
        int judged = 0;
        for (Summary row : rows) {
            if (row.contestant().equals(plan.control())) {
                judged += (int) row.ratios().values().stream().filter(Ratio::isJudged).count();
                row.ratios().entrySet().stream().filter(ratio -> ratio.getValue().differs())
                        .forEach(ratio -> toldApart
                                .add(new Difference(row.point(), ratio.getKey(), ratio.getValue())));
            }
        }
        return new Control(toldApart, judged);
    }
}
