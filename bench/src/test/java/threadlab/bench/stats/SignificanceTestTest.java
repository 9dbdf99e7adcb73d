package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignificanceTestTest {
    private static final List<Double> ABOVE = List.of(1.13, 1.15, 1.16, 1.17, 1.14);
    private static final List<Double> ABOUT_ONE = List.of(0.98, 1.01, 1.03, 0.99, 1.0);

    @Test
    void aLoneRatioHasTheTTestsP() {
        // t = 0.3 / sqrt(0.005) = 4.2426; with 4 degrees of freedom the distribution has a closed form.
        Finding finding = judge(Rounds.ofLogs(0.1, 0.2, 0.3, 0.4, 0.5));

        assertThat(finding.pValue()).isCloseTo(0.013236, within(1e-5));
        assertThat(finding.verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
        assertThat(finding.smallestDifference()).isCloseTo(Math.exp(0.325559) - 1, within(1e-6));
    }

    @Test
    void lessConfidenceShowsMore() {
        var family = Map.of("p99", Rounds.ofLogs(0.1, 0.2, 0.3, 0.4, 0.5));

        assertThat(SignificanceTest.findings(family, 0.98).get("p99").verdict()).isEqualTo(Verdict.HIGHER);
    }

    @Test
    void aClearRatioIsShownAndAnUnclearOneIsNot() {
        var findings = SignificanceTest
                .findings(Map.of("cpu", ABOVE, "p99", ABOUT_ONE, "memory", Rounds.swapped(ABOVE)));

        assertThat(findings.get("cpu").verdict()).isEqualTo(Verdict.HIGHER);
        assertThat(findings.get("p99").verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
        assertThat(findings.get("memory").verdict()).isEqualTo(Verdict.LOWER);
    }

    @Test
    void aLargerFamilyAsksForMore() {
        List<Double> barely = Rounds.ofLogs(0.07, 0.08, 0.1, 0.12, 0.16);
        Map<Integer, List<Double>> family = new LinkedHashMap<>();
        IntStream.range(0, 12).forEach(i -> family.put(i, i == 0 ? barely : ABOUT_ONE));
        Finding alone = judge(barely);
        Finding oneOfTwelve = SignificanceTest.findings(family).get(0);

        assertThat(alone.verdict()).isEqualTo(Verdict.HIGHER);
        assertThat(oneOfTwelve.verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
        assertThat(alone.interval().excludesOne()).isTrue();
        assertThat(oneOfTwelve.interval()).returns(alone.interval().estimate(), Interval::estimate)
                .returns(false, Interval::excludesOne);
        assertThat(oneOfTwelve.pValue()).isCloseTo(12 * alone.pValue(), within(1e-12));
        assertThat(oneOfTwelve.smallestDifference()).isGreaterThan(alone.smallestDifference());
    }

    @Test
    void aFamilyThatMayGrowAsksForAsMuchAsOneThatHasGrown() {
        List<Double> barely = Rounds.ofLogs(0.07, 0.08, 0.1, 0.12, 0.16);
        Map<Integer, List<Double>> family = new LinkedHashMap<>();
        IntStream.range(0, 12).forEach(i -> family.put(i, i == 0 ? barely : ABOUT_ONE));
        Finding grown = SignificanceTest.findings(family).get(0);
        assertThat(SignificanceTest.findings(Map.of(0, barely), 0.99, 12).get(0)).isEqualTo(grown);
        assertThat(SignificanceTest.findings(family, 0.99, 3).get(0)).as("more than were asked for").isEqualTo(grown);
    }

    @Test
    void theSmallestDifferenceIsWhereTheVerdictTurns() {
        List<Double> around = Rounds.ofLogs(-0.02, -0.01, 0, 0.01, 0.02);
        Map<String, List<Double>> family = new LinkedHashMap<>(Map.of("a", ABOUT_ONE, "b", ABOUT_ONE, "c", around));
        double smallest = SignificanceTest.findings(family).get("c").smallestDifference();

        family.put("c", Rounds.times(1 + 0.99 * smallest, around));
        assertThat(SignificanceTest.findings(family).get("c").verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
        family.put("c", Rounds.times(1 + 1.01 * smallest, around));
        assertThat(SignificanceTest.findings(family).get("c").verdict()).isEqualTo(Verdict.HIGHER);
        family.put("c", Rounds.times(1 / (1 + 1.01 * smallest), around));
        assertThat(SignificanceTest.findings(family).get("c").verdict()).isEqualTo(Verdict.LOWER);
    }

    @Test
    void noDifferenceIsShownWhereOnlyTheTTestSeesOne() {
        // Skewed towards 1: Student's t stops just short of it, the bootstrap reaches across.
        Finding finding = judge(Rounds.times(Math.exp(-0.342), Rounds.ofLogs(0, 0.01, 0.02, 0.02, 0.03, 0.4)));

        assertThat(finding.pValue()).isLessThan(0.01);
        assertThat(finding.interval().high()).isGreaterThan(1);
        assertThat(finding.verdict()).isEqualTo(Verdict.NO_DIFFERENCE_SHOWN);
    }

    @Test
    void theVerdictFollowsFromTheInterval() {
        var random = new Random(3);
        for (int size = 1; size <= 20; size++) {
            Map<Integer, List<Double>> family = new LinkedHashMap<>();
            IntStream.range(0, size).forEach(k -> family.put(k,
                    Rounds.of(4 + k % 8, 1 + k / 20.0, () -> 0.1 * random.nextGaussian())));
            assertThat(SignificanceTest.findings(family).values()).allSatisfy(
                    finding -> assertThat(finding.interval().excludesOne()).isEqualTo(finding.isDifference()));
        }
    }

    @Test
    void theOrderOfKeysAndRoundsDoesNotMatter() {
        Map<String, List<Double>> family = new LinkedHashMap<>();
        family.put("cpu", ABOVE);
        family.put("p99", ABOUT_ONE);
        Map<String, List<Double>> reversed = new LinkedHashMap<>();
        reversed.put("p99", ABOUT_ONE.reversed());
        reversed.put("cpu", ABOVE.reversed());

        assertThat(SignificanceTest.findings(reversed)).isEqualTo(SignificanceTest.findings(family));
        assertThat(SignificanceTest.findings(reversed).keySet()).containsExactly("p99", "cpu");
    }

    @Test
    void swappingCandidateAndBaselineKeepsTheP() {
        Finding finding = judge(ABOVE);
        Finding swapped = judge(Rounds.swapped(ABOVE));

        assertThat(swapped.verdict()).isEqualTo(Verdict.LOWER);
        assertThat(swapped.pValue()).isCloseTo(finding.pValue(), within(1e-9));
        assertThat(swapped.smallestDifference()).isCloseTo(finding.smallestDifference(), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1, NO_DIFFERENCE_SHOWN, 1", "1.25, HIGHER, 0", "0.1, LOWER, 0"})
    void equalRatiosLeaveNoDoubt(double ratio, Verdict verdict, double pValue) {
        Finding finding = judge(Rounds.of(5, ratio, () -> 0));

        assertThat(finding).isEqualTo(new Finding(new Interval(finding.interval().estimate(),
                finding.interval().estimate(), finding.interval().estimate()), pValue, verdict, 0.0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void anUnusableRatioCannotBeJudged(double unusable) {
        assertThat(judge(List.of(1.0, 1.1, 1.2, 1.3, unusable))).isEqualTo(Finding.TOO_FEW_ROUNDS);
    }

    @Test
    void whatCannotBeJudgedDoesNotEnlargeTheFamily() {
        var findings = SignificanceTest.findings(Map.of("cpu", ABOVE, "none", List.of(), "one", List.of(1.2), "three",
                ABOVE.subList(0, 3)));

        assertThat(findings).containsEntry("cpu", judge(ABOVE)).containsEntry("none", Finding.TOO_FEW_ROUNDS)
                .containsEntry("one", Finding.TOO_FEW_ROUNDS).containsEntry("three", Finding.TOO_FEW_ROUNDS);
    }

    @Test
    void anEmptyFamilyHasNoFindings() {
        assertThat(SignificanceTest.findings(Map.of())).isEmpty();
    }

    @Test
    void equalCandidatesRarelyDiffer() {
        var random = new Random(1);
        long anyShown = IntStream.range(0, 2_000).filter(run -> {
            Map<Integer, List<Double>> family = new LinkedHashMap<>();
            IntStream.range(0, 12).forEach(k -> family.put(k, Rounds.of(5, 1, () -> 0.05 * random.nextGaussian())));
            return SignificanceTest.findings(family).values().stream()
                    .anyMatch(f -> f.verdict() != Verdict.NO_DIFFERENCE_SHOWN);
        }).count();

        // Promised: one in a hundred. Without the correction it would be eleven.
        assertThat(anyShown / 2_000.0).isBetween(0.004, 0.015);
    }

    /** All intervals of a family together hold the truth in 99 of 100 families. */
    @Test
    void theIntervalsOfAFamilyHoldTheTruthTogether() {
        var random = new Random(4);
        long anyMissed = IntStream.range(0, 2_000).filter(run -> {
            Map<Integer, List<Double>> family = new LinkedHashMap<>();
            IntStream.range(0, 3).forEach(k -> family.put(k, Rounds.of(8, 1.3, () -> 0.1 * random.nextGaussian())));
            return SignificanceTest.findings(family).values().stream().map(Finding::interval)
                    .anyMatch(interval -> interval.low() > 1.3 || interval.high() < 1.3);
        }).count();

        assertThat(anyMissed / 2_000.0).isBetween(0.002, 0.015);
    }

    @Test
    void fifteenPercentMoreIsFoundInFiveQuietRounds() {
        var random = new Random(2);

        assertThat(shareFound(1, 2_000, random)).isGreaterThan(0.99);
        // As the only difference among twelve ratios: 0.73 in a long simulation.
        assertThat(shareFound(12, 500, random)).isBetween(0.65, 0.8);
    }

    private static double shareFound(int familySize, int runs, Random random) {
        return IntStream.range(0, runs).filter(run -> {
            Map<Integer, List<Double>> family = new LinkedHashMap<>();
            IntStream.range(0, familySize).forEach(
                    k -> family.put(k, Rounds.of(5, k == 0 ? 1.15 : 1, () -> 0.03 * random.nextGaussian())));
            return SignificanceTest.findings(family).get(0).verdict() == Verdict.HIGHER;
        }).count() / (double) runs;
    }

    private static Finding judge(List<Double> ratios) {
        return SignificanceTest.findings(Map.of("alone", ratios)).get("alone");
    }
}
