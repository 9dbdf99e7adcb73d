package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Simulates runs that look at their rounds again and again, and end when they know. More runs than the build has time
 * for: {@code -Dlab.simulated=20000}; docs/measurement.md has the result.
 */
@Tag("slow")
class SequentialLooksTest {
    private static final List<Integer> LOOKS = List.of(5, 7, 9, 12, 16, 20, 25);
    private static final List<Integer> LOOKS_OF_MAP = List.of(5, 6, 7, 8, 9);
    private static final double CONFIDENCE = confidence(LOOKS);
    private static final double MARGIN = 0.1;
    private static final int RUNS = Integer.getInteger("lab.simulated", 1_500);

    /** How rounds are off. Without a difference, a ratio and its inverse are alike, so no noise is skewed. */
    enum Noise {
        NORMAL {
            @Override
            double next(Random random) {
                return random.nextGaussian();
            }
        },
        /** One round in ten is far off. */
        OUTLIERS {
            @Override
            double next(Random random) {
                return random.nextGaussian() * (random.nextInt(10) == 0 ? 5 : 1);
            }
        };

        abstract double next(Random random);
    }

    /** How a run ended. */
    private record End(int rounds, Interval interval) {
        private boolean isDifference() {
            return interval.excludesOne();
        }

        private boolean isSame() {
            return !interval.excludesOne() && interval.isWithin(MARGIN);
        }
    }

    private static double confidence(List<Integer> looks) {
        return SignificanceTest.confidenceOfEachLook(SignificanceTest.CONFIDENCE, looks.size());
    }

    private static Interval interval(List<Double> rounds, double confidence) {
        return SignificanceTest.findings(Map.of("it", rounds), confidence).get("it").interval();
    }

    /** A run that ends at the first look at which it knows. */
    private static End run(double ratio, DoubleSupplier logError) {
        return run(LOOKS, ratio, logError);
    }

    private static End run(List<Integer> looks, double ratio, DoubleSupplier logError) {
        List<Double> all = Rounds.of(looks.getLast(), ratio, logError);
        End end = null;
        for (int look : looks) {
            end = new End(look, interval(all.subList(0, look), confidence(looks)));
            if (end.isDifference() || end.isSame()) {
                break;
            }
        }
        return end;
    }

    /** Without a difference, and so noisy that it never ends early: the most looks, and so the most errors. */
    @ParameterizedTest
    @EnumSource
    void lookingAgainAndAgainShowsNoMoreFalseDifferencesThanOneLook(Noise noise) {
        showsFewFalseDifferences(LOOKS, noise);
    }

    @ParameterizedTest
    @EnumSource
    void neitherDoTheLooksOfAMap(Noise noise) {
        showsFewFalseDifferences(LOOKS_OF_MAP, noise);
    }

    private static void showsFewFalseDifferences(List<Integer> looks, Noise noise) {
        var random = new Random(7);
        int wrong = 0;
        for (int i = 0; i < RUNS; i++) {
            wrong += run(looks, 1, () -> 3 * noise.next(random)).isDifference() ? 1 : 0;
        }
        System.out.printf("%s, looks after %s: %d of %d runs show a difference that is not there%n", noise, looks,
                wrong,
                RUNS);
        assertThat((double) wrong / RUNS).isLessThan(0.015);
    }

    /** Of three loads, with the noise of JVMs, how often a look shows the first one's ratio. */
    @ParameterizedTest
    @CsvSource({"5, 0.5, 0.75", "12, 0.8, 0.55", "16, 0.8, 0.8"})
    void moreRoundsShowSmallerDifferences(int rounds, double ratio, double least) {
        var random = new Random(5);
        double confidence = 1 - (1 - CONFIDENCE) / 3;
        int runs = RUNS / 5;
        long shown = IntStream.range(0, runs).filter(i -> interval(Rounds.of(rounds, ratio,
                () -> 0.13 * random.nextGaussian()), confidence).excludesOne()).count();
        System.out.printf("%d rounds show a ratio of %s in %d of %d runs%n", rounds, ratio, shown, runs);
        assertThat((double) shown / runs).isGreaterThan(least);
    }

    /** Against a plan of 14 rounds, with the noise that docs/measurement.md reports for this size of run. */
    @Test
    void aRunThatEndsWhenItKnowsTakesLessTimeAndKnowsAsMuch() {
        var random = new Random(8);
        DoubleSupplier error = () -> 0.035 * random.nextGaussian();
        int rounds = 0;
        int found = 0;
        int same = 0;
        int foundFixed = 0;
        int sameFixed = 0;
        int each = RUNS / 3;
        for (int i = 0; i < each; i++) {
            End slowed = run(1.1, error);
            End equal = run(1, error);
            rounds += slowed.rounds + equal.rounds;
            found += slowed.isDifference() ? 1 : 0;
            same += equal.isSame() ? 1 : 0;
            foundFixed += new End(14, interval(Rounds.of(14, 1.1, error), 0.99)).isDifference() ? 1 : 0;
            sameFixed += new End(14, interval(Rounds.of(14, 1, error), 0.99)).isSame() ? 1 : 0;
        }
        System.out
                .printf("%.1f rounds on average; 10 %% found in %d of %d (14 rounds: %d); the same within 10 %% in %d "
                        + "(%d)%n", rounds / 2.0 / each, found, each, foundFixed, same, sameFixed);
        assertThat(rounds / 2.0 / each).isLessThan(0.7 * 14);
        assertThat(found).isGreaterThanOrEqualTo((int) (0.99 * foundFixed));
        assertThat(same).isGreaterThanOrEqualTo((int) (0.99 * sameFixed));
    }
}
