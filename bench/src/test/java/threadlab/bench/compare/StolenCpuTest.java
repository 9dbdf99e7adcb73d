package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Trial;

/**
 * Whether the share of stolen CPU time would sharpen a ratio as a covariate: it does not, in the recorded runs. Should
 * new records say otherwise, docs/measurement.md must.
 */
class StolenCpuTest {
    /** How far a round is from the mean of its run: the logarithm of the ratio, and the difference in stolen time. */
    private record Deviation(double ratio, double stolen) {
    }

    @ParameterizedTest
    @ValueSource(strings = {"check-verdict", "check-verdict-auto-slowed", "check-verdict-auto-equal"})
    void itExplainsNextToNothingOfTheVarianceOfCpuPerEcho(String record) throws IOException {
        List<Deviation> deviations = new ArrayList<>();
        try (InputStream lines = getClass().getResourceAsStream(record + ".jsonl.gz")) {
            for (RunRecord run : VerdictTally.recorded(lines)) {
                Plan plan = run.plan();
                plan.candidatesAndControl().stream().skip(1)
                        .forEach(candidate -> deviations.addAll(deviations(run, candidate)));
            }
        }
        double stolenByRatio = deviations.stream().mapToDouble(d -> d.ratio * d.stolen).sum();
        double ratios = deviations.stream().mapToDouble(d -> d.ratio * d.ratio).sum();
        double stolen = deviations.stream().mapToDouble(d -> d.stolen * d.stolen).sum();

        assertThat(deviations).hasSizeGreaterThan(300);
        assertThat(stolenByRatio * stolenByRatio / (ratios * stolen)).isLessThan(0.003);
    }

    private static List<Deviation> deviations(RunRecord run, String candidate) {
        List<Deviation> values = new ArrayList<>();
        for (Trial trial : run.trials()) {
            run.trials().stream().filter(base -> trial.spec().candidate().equals(candidate)
                    && base.spec().candidate().equals(run.plan().baseline())
                    && base.spec().round() == trial.spec().round() && isKnown(trial) && isKnown(base))
                    .forEach(base -> values.add(new Deviation(
                            Math.log(value(trial, Metric.CPU) / value(base, Metric.CPU)),
                            value(trial, Metric.STOLEN) - value(base, Metric.STOLEN))));
        }
        double ratio = values.stream().mapToDouble(Deviation::ratio).average().orElse(0);
        double stolen = values.stream().mapToDouble(Deviation::stolen).average().orElse(0);
        return values.stream().map(value -> new Deviation(value.ratio - ratio, value.stolen - stolen)).toList();
    }

    /** The system does not tell it over too short a time. */
    private static boolean isKnown(Trial trial) {
        return trial.result().metrics().containsKey(Metric.STOLEN.key());
    }

    private static double value(Trial trial, Metric metric) {
        return trial.result().metrics().get(metric.key()).doubleValue();
    }
}
