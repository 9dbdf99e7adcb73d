package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.Rounds;
import threadlab.bench.verdict.RunRecord;

/** How far apart the rounds are in the example runs. Should new runs say otherwise, docs/measurement.md must. */
class RoundSpreadTest {
    private static final Set<String> FOREIGN = Set.of("netty-epoll", "netty-io_uring", "netty-nio", "go", "c-epoll");

    @Test
    void theLogarithmOfARatioOfCpuPerEchoDeviatesByFiveToThirtyFivePercent() {
        List<Double> deviations = Stream.of("example-report", "example-jdks")
                .flatMap(example -> deviations(RunFile.read(Path.of("..", "docs", example, "compare.json")))).sorted()
                .toList();

        assertThat(deviations).hasSize(40);
        assertThat(deviations.getFirst()).isCloseTo(0.05, within(0.005));
        assertThat((deviations.get(19) + deviations.get(20)) / 2).isCloseTo(0.15, within(0.005));
        assertThat(deviations.getLast()).isCloseTo(0.35, within(0.005));
    }

    /** Of each of our servers at each load, over the rounds. */
    private static Stream<Double> deviations(RunRecord run) {
        Plan plan = run.plan();
        var rounds = new Rounds(run);
        return plan.candidatesAndControl().stream().skip(1).filter(candidate -> !FOREIGN.contains(candidate))
                .flatMap(candidate -> plan.loadPoints().stream()
                        .map(load -> rounds.ratios(Metric.CPU, candidate, plan.baseline(), load)))
                .map(RoundSpreadTest::deviation);
    }

    private static double deviation(List<Double> ratios) {
        double mean = ratios.stream().mapToDouble(Math::log).average().orElseThrow();
        double squares = ratios.stream().mapToDouble(Math::log).map(log -> (log - mean) * (log - mean)).sum();
        return Math.sqrt(squares / (ratios.size() - 1));
    }
}
