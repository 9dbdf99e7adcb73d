package threadlab.client.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers that are functions. */
class RateSearchTest {
    private static final double LOWEST = 10;
    private final List<Double> tried = new ArrayList<>();

    private static RateStep step(double rate, boolean holds, boolean loadWasLimit) {
        return new RateStep(rate, rate, 1, 2, 2, holds, loadWasLimit, holds ? null : "too much");
    }

    private Capacity search(double start, RateSearch.Load load) throws Exception {
        return RateSearch.run(rate -> {
            tried.add(rate);
            return load.at(rate);
        }, start, LOWEST);
    }

    private Capacity search(double start, double capacity) throws Exception {
        return search(start, rate -> step(rate, rate <= capacity, false));
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 11, 99, 100, 101, 397, 12_345, 1e6})
    void theRateFoundIsHeldAndFivePercentMoreIsNot(double capacity) throws Exception {
        Capacity found = search(100, capacity);
        assertThat(found.rate()).hasValueSatisfying(rate -> assertThat(rate).isBetween(capacity / 1.05, capacity));
        assertThat(found.notHeld()).hasValueSatisfying(
                step -> assertThat(step.ratePerSecond()).isGreaterThan(capacity).isLessThan(1.1 * capacity));
        assertThat(found.loadWasLimit()).isFalse();
    }

    @Test
    void whereTheSearchBeginsNearbyItTakesFewSteps() throws Exception {
        search(100, 397);
        assertThat(tried).hasSizeLessThanOrEqualTo(12).startsWith(100.0, 200.0, 400.0, 400.0).doesNotContain(800.0);
    }

    @Test
    void aRateIsNotHeldIfItIsNotTwice() throws Exception {
        Capacity found = search(100, rate -> step(rate, rate <= 1_000 && tried.size() % 2 == 0, false));
        assertThat(found.rate()).hasValueSatisfying(rate -> assertThat(rate).isBetween(950.0, 1_000.0));
    }

    /** One moment in ten is busy: a rate is then taken for too high although it is not. */
    @Test
    void busyMomentsHardlyChangeTheResult() throws Exception {
        var random = new Random(1);
        int near = 0;
        for (int i = 0; i < 100; i++) {
            Capacity found = search(100, rate -> step(rate, rate <= 1_000 && random.nextInt(10) > 0, false));
            near += found.rate().orElseThrow() > 800 ? 1 : 0;
        }
        assertThat(near).isGreaterThan(85);
    }

    /** Near its capacity it is a matter of luck. */
    @Test
    void aServerWithoutASharpLimitIsFoundWithinItsRange() throws Exception {
        var random = new Random(1);
        for (int i = 0; i < 100; i++) {
            Capacity found = search(100, rate -> step(rate, rate * (0.9 + 0.2 * random.nextDouble()) <= 1_000, false));
            assertThat(found.rate()).hasValueSatisfying(rate -> assertThat(rate).isBetween(850.0, 1_120.0));
        }
    }

    @Test
    void aServerThatHoldsNothingIsTriedDownToTheLowestRate() throws Exception {
        Capacity found = search(100, rate -> step(rate, false, false));
        assertThat(tried).containsExactly(100.0, 100.0, 50.0, 50.0, 25.0, 25.0, 12.5, 12.5, LOWEST, LOWEST);
        assertThat(found.rate()).isEmpty();
        assertThat(found.held()).isEmpty();
        assertThat(found.notHeld().orElseThrow().ratePerSecond()).isEqualTo(LOWEST);
        assertThat(found.loadWasLimit()).isFalse();
    }

    @Test
    void aSearchBeginsAtTheLowestRateAtTheLeast() throws Exception {
        search(0, 1_000);
        assertThat(tried.getFirst()).isEqualTo(LOWEST);
    }

    @Test
    void whereTheLoadIsTheLimitTheRateIsNotTheServers() throws Exception {
        Capacity found = search(100, rate -> step(rate, rate <= 1_000, rate > 1_000));
        assertThat(found.loadWasLimit()).isTrue();
        assertThat(found.rate()).isEmpty();
        assertThat(found.held().orElseThrow().ratePerSecond()).isBetween(950.0, 1_000.0);
    }

    @Test
    void aLoadWithoutLimitEndsAtTheHighestRateThatThereIs() throws Exception {
        Capacity found = search(100, rate -> step(rate, true, false));
        assertThat(found.loadWasLimit()).isTrue();
        assertThat(found.held().orElseThrow().ratePerSecond()).isBetween(5e7, 1e8);
    }

    /** The load may be the limit at the doubled rate, and the server further below. */
    @Test
    void theServerIsTheLimitIfItIsBelowTheLoads() throws Exception {
        Capacity found = search(100, rate -> step(rate, rate <= 1_000, rate > 1_200));
        assertThat(found.loadWasLimit()).isFalse();
        assertThat(found.rate()).isPresent();
    }

    @Test
    void aSearchThatIsStoppedHasWhatItHasFound() throws Exception {
        Capacity found = search(100, rate -> tried.size() > 3 ? null : step(rate, true, false));
        assertThat(found).returns(true, Capacity::stopped).returns(false, Capacity::loadWasLimit);
        assertThat(found.rate()).isEmpty();
        assertThat(found.held().orElseThrow().ratePerSecond()).isEqualTo(400);
    }

    @Test
    void whatTheLoadThrowsEndsTheSearch() {
        assertThatIOException().isThrownBy(() -> search(100, rate -> {
            throw new IOException("gone");
        })).withMessage("gone");
    }
}
