package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final List<LoadPoint> TEN = List.of(LoadPoint.of(10));

    private final Plan plan = Runs.plan(List.of(10, 100), 3);

    @Test
    void everyRoundHasEachCandidateAndTheControlOncePerLoadPoint() {
        var trials = plan.trials().stream().collect(Collectors.groupingBy(
                s -> s.round() + "/" + s.candidate() + "/" + s.loadPoint(), Collectors.counting()));
        assertThat(trials).hasSize(3 * 3 * 2).allSatisfy((trial, count) -> assertThat(count).isOne());
        assertThat(plan.candidatesAndControl()).containsExactly("platform", "virtual", "platform (control)");
    }

    @Test
    void candidatesTakeTurnsInGoingFirst() {
        var first = plan.trials().stream().filter(s -> s.loadPoint().sessions() == 10)
                .collect(Collectors.groupingBy(TrialSpec::round, Collectors.mapping(TrialSpec::candidate,
                        Collectors.reducing((one, other) -> one))));
        assertThat(first.values()).doesNotHaveDuplicates().hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 8, 9})
    void everyCandidateIsAsOftenInEachPlaceAndAfterEachOther(int n) {
        int rounds = n % 2 == 0 ? n : 2 * n;
        Map<String, Integer> places = new HashMap<>();
        Map<String, Integer> neighbours = new HashMap<>();
        for (int round = 0; round < rounds; round++) {
            List<Integer> order = Plan.order(round, n);
            assertThat(order).doesNotHaveDuplicates().hasSize(n);
            for (int place = 0; place < n; place++) {
                places.merge(order.get(place) + " in place " + place, 1, Integer::sum);
                if (place > 0) {
                    neighbours.merge(order.get(place) + " after " + order.get(place - 1), 1, Integer::sum);
                }
            }
        }
        assertThat(places).hasSize(n * n).allSatisfy((place, times) -> assertThat(times).isEqualTo(rounds / n));
        assertThat(neighbours).hasSize(n * (n - 1))
                .allSatisfy((pair, times) -> assertThat(times).isEqualTo(rounds / n));
    }

    @Test
    void trialsAreNumberedInTheirOrder() {
        assertThat(plan.trials()).extracting(TrialSpec::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 18).boxed().toList());
    }

    @Test
    void theExpectedTimeCoversWarmupMeasurementAndStarts() {
        assertThat(plan.expected(12)).isGreaterThan(Duration.ofSeconds(36)).isLessThan(Duration.ofSeconds(96));
    }

    @Test
    void aSearchTakesTimeToo() {
        Plan looking = Runs.looking(plan);
        assertThat(looking.expected(10).minus(plan.expected(10))).isBetween(Duration.ofSeconds(100),
                Duration.ofSeconds(400));
        assertThat(looking.with(TEN).findRate()).isEqualTo("p99<=200ms");
    }

    @Test
    void aSearchWithoutABoundIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(List.of("a"), "again", TEN, 1,
                new TrialTiming(0, 1, 1), 20, null, "fast", null)).withMessageContaining("'fast'");
    }

    @Test
    void onlyASearchHasACapacityToCompare() {
        assertThat(plan.compared()).doesNotContain(Metric.CAPACITY);
        assertThat(Runs.looking(plan).compared()).startsWith(Metric.CAPACITY, Metric.CPU);
        assertThat(Runs.looking(plan).judged()).startsWith(Metric.CAPACITY, Metric.CPU);
    }

    @Test
    void loadPointsThatDifferInMoreThanSessionsAreSeveralSeries() {
        var points = List.of(LoadPoint.of(10), LoadPoint.of(100), new LoadPoint(10, "1..4096", 8, 2000.0, 0, 5));
        assertThat(plan.with(points).series()).extracting(LoadPoint::seriesText).containsExactly("64 bytes",
                "1..4096 bytes, depth 8, 2,000 messages/s, 5 idle sessions");
        assertThat(new LoadPoint(10, "1", 1, null, 0.25, 0).seriesText()).isEqualTo("1 byte, 250ms think time");
    }

    @Test
    void whatCannotBeRunIsNamed() {
        refused(List.of("a"), List.of(LoadPoint.of(0)), 1, 0, 1, 1, "sessions is 0, allowed: 1 to 1000000");
        refused(List.of("a"), List.of(LoadPoint.of(5), LoadPoint.of(5)), 1, 0, 1, 1,
                "loads is [5, 5], allowed: one or more, each once");
        refused(List.of("a", "a"), TEN, 1, 0, 1, 1, "candidates is [a, a]");
        refused(List.of("a", "again"), TEN, 1, 0, 1, 1, "control is 'again', allowed: a name of its own");
        refused(List.of("a"), List.of(new LoadPoint(10, "0", 1, null, 0, 0)), 1, 0, 1, 1, "size is 0");
        refused(List.of("a"), List.of(new LoadPoint(10, "64", 0, null, 0, 0)), 1, 0, 1, 1, "depth is 0");
        refused(List.of("a"), List.of(new LoadPoint(10, "64", 1, 0.0, 0, 0)), 1, 0, 1, 1, "rate is 0.0");
        refused(List.of("a"), List.of(new LoadPoint(10, "64", 1, null, 0, -1)), 1, 0, 1, 1, "idle-sessions is -1");
        refused(List.of("a"), TEN, 0, 0, 1, 1, "rounds is 0");
        refused(List.of("a", "x".repeat(61)), TEN, 1, 0, 1, 1, "candidates is [a, x");
        refused(IntStream.range(0, 20).mapToObj(String::valueOf).toList(), TEN, 1000, 0, 1, 1, "trials is 21000");
        refused(List.of("a"), TEN, 1, -1, 1, 1, "warmup is -1s");
        refused(List.of("a"), TEN, 1, 2, 1, 1, "longest-warmup is 1s, allowed: 2s to 1h");
        refused(List.of("a"), TEN, 1, 0, 1, 0, "duration is 0s");
    }

    private static void refused(List<String> names, List<LoadPoint> points, int rounds, double warmup, double longest,
            double duration, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Plan(names, "again", points, rounds,
                        new TrialTiming(warmup, longest, duration), 20, null))
                .withMessageStartingWith(message);
    }
}
