package threadlab.bench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static threadlab.bench.stats.Verdict.HIGHER;
import static threadlab.bench.stats.Verdict.LOWER;
import static threadlab.bench.stats.Verdict.NO_DIFFERENCE_SHOWN;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CrossoverTest {
    private final SortedMap<Integer, Finding> findings = new TreeMap<>();

    @Test
    void liesBetweenTheNeighboursOnALogScale() {
        // A third of the way from log 0.5 to log 4, so a third of the way from 10 to 10,000.
        at(10, 0.5, LOWER);
        at(10_000, 4, HIGHER);

        Crossover crossover = theOnlyOne();

        assertThat(crossover.sessions()).isCloseTo(100, within(1e-9));
        assertThat(crossover).isEqualTo(new Crossover(crossover.sessions(), true, 10, 10_000));
    }

    @Test
    void swappingCandidateAndBaselineOnlyTurnsItsDirection() {
        at(10, 2, HIGHER);
        at(10_000, 0.25, LOWER);

        assertThat(theOnlyOne().sessions()).isCloseTo(100, within(1e-9));
        assertThat(theOnlyOne().rising()).isFalse();
    }

    @Test
    void isUncertainFromTheLastShownDifferenceToTheFirst() {
        at(1, 0.5, LOWER);
        at(10, 0.8, LOWER);
        at(100, 0.9, NO_DIFFERENCE_SHOWN);
        at(1_000, 1 / 0.9, NO_DIFFERENCE_SHOWN);
        at(10_000, 1.5, HIGHER);
        at(20_000, 2, HIGHER);

        Crossover crossover = theOnlyOne();

        assertThat(crossover.sessions()).isCloseTo(Math.sqrt(100 * 1_000), within(1e-9));
        assertThat(crossover.lastBefore()).isEqualTo(10);
        assertThat(crossover.firstAfter()).isEqualTo(10_000);
    }

    @Test
    void whoIsShownToBeAheadOnOneSideOnlyIsNotOvertakenByAnEstimate() {
        at(10, 0.98, NO_DIFFERENCE_SHOWN);
        at(100, 1.2, HIGHER);
        at(1_000, 0.97, NO_DIFFERENCE_SHOWN);

        assertThat(Crossover.of(findings)).isEmpty();
    }

    @Test
    void changesOfSideByChanceCountAsOneAtTheMiddle() {
        at(1, 0.5, LOWER);
        at(10, 1.01, NO_DIFFERENCE_SHOWN);
        at(100, 1 / 1.01, NO_DIFFERENCE_SHOWN);
        at(1_000, 2, HIGHER);

        assertThat(theOnlyOne().sessions()).isCloseTo(Math.sqrt(10 * 100), within(1e-9));
        assertThat(theOnlyOne().rising()).isTrue();
    }

    @Test
    void thereAndBackByChanceIsNone() {
        at(1, 0.5, LOWER);
        at(10, 1.01, NO_DIFFERENCE_SHOWN);
        at(100, 0.5, LOWER);

        assertThat(Crossover.of(findings)).isEmpty();
    }

    @Test
    void thereAndBackForSureAreTwo() {
        at(1, 0.5, LOWER);
        at(100, 2, HIGHER);
        at(10_000, 0.5, LOWER);

        assertThat(Crossover.of(findings)).extracting(c -> Math.round(c.sessions())).containsExactly(10L, 1_000L);
    }

    @Test
    void anEstimateOfOneIsTheCrossoverItself() {
        at(10, 0.5, LOWER);
        at(100, 1, NO_DIFFERENCE_SHOWN);
        at(1_000, 3, HIGHER);

        assertThat(theOnlyOne().sessions()).isEqualTo(100);
    }

    @Test
    void reachingOneIsNotCrossingIt() {
        at(1, 1, NO_DIFFERENCE_SHOWN);
        at(10, 0.5, LOWER);
        at(100, 1, NO_DIFFERENCE_SHOWN);
        at(1_000, 0.5, LOWER);

        assertThat(Crossover.of(findings)).isEmpty();
    }

    @Test
    void passesOverWhatCouldNotBeJudged() {
        at(10, 0.5, LOWER);
        findings.put(20, Finding.TOO_FEW_ROUNDS);
        at(1_000, 2, HIGHER);

        assertThat(theOnlyOne().sessions()).isCloseTo(100, within(1e-9));
    }

    @Test
    void nothingCrossesNothing() {
        assertThat(Crossover.of(findings)).isEmpty();
        assertThat(Crossover.noDifferenceUpTo(findings)).isNull();
    }

    @Test
    void noDifferenceIsShownUpToTheLastBeforeTheFirstShown() {
        at(1, 1.1, NO_DIFFERENCE_SHOWN);
        at(10, 0.9, NO_DIFFERENCE_SHOWN);
        at(100, 0.5, LOWER);
        at(1_000, 1.1, NO_DIFFERENCE_SHOWN);

        assertThat(Crossover.noDifferenceUpTo(findings)).isEqualTo(10);
    }

    @Test
    void whatCouldNotBeJudgedDoesNotCountAsNoDifference() {
        at(1, 1.1, NO_DIFFERENCE_SHOWN);
        findings.put(10, Finding.TOO_FEW_ROUNDS);
        at(100, 1.1, NO_DIFFERENCE_SHOWN);

        assertThat(Crossover.noDifferenceUpTo(findings)).isEqualTo(1);
    }

    @Test
    void aDifferenceFromTheStartLeavesNoSuchNumber() {
        at(1, 0.5, LOWER);
        at(10, 1.1, NO_DIFFERENCE_SHOWN);

        assertThat(Crossover.noDifferenceUpTo(findings)).isNull();
    }

    private Crossover theOnlyOne() {
        List<Crossover> crossovers = Crossover.of(findings);
        assertThat(crossovers).hasSize(1);
        return crossovers.getFirst();
    }

    private void at(int sessions, double estimate, Verdict verdict) {
        findings.put(sessions, new Finding(new Interval(estimate, estimate, estimate), null, verdict, 0.0));
    }
}
