package threadlab.client.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageSizesTest {

    private static List<Integer> first(MessageSizes sizes, long session, int count) {
        return IntStream.range(0, count).mapToObj(sequence -> sizes.of(session, sequence)).toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "1, 10", "60, 68", "16777210, 16777216"})
    void everySizeBetweenTheLimitsOccursAboutEquallyOftenAndNoOther(int min, int max) {
        int count = 20_000;
        Map<Integer, Integer> counts = new HashMap<>();
        first(new MessageSizes(min, max, 1), 3, count).forEach(size -> counts.merge(size, 1, Integer::sum));
        int kinds = max - min + 1;
        assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(
                IntStream.rangeClosed(min, max).boxed().toList());
        assertThat(counts.values()).allSatisfy(
                each -> assertThat(each).isCloseTo(count / kinds, Offset.offset(6 * (int) Math.sqrt(count / kinds))));
    }

    @Test
    void theWholeRangeOfAPlanStaysWithinItsLimits() {
        assertThat(first(new MessageSizes(1, 16 << 20, -7), 0, 10_000)).allSatisfy(
                size -> assertThat(size).isBetween(1, 16 << 20)).anyMatch(size -> size > 16_000_000)
                .anyMatch(size -> size < 700_000);
    }

    @Test
    void equalLimitsAreThatSizeAlways() {
        assertThat(first(MessageSizes.of(64), 5, 100)).containsOnly(64);
        assertThat(first(new MessageSizes(64, 64, 9), 5, 100)).containsOnly(64);
    }

    @Test
    void theSameSeedRepeatsThem() {
        assertThat(first(new MessageSizes(1, 1_000, 5), 2, 100))
                .isEqualTo(first(new MessageSizes(1, 1_000, 5), 2, 100));
    }

    @Test
    void anotherSeedOrSessionHasOthers() {
        List<Integer> some = first(new MessageSizes(1, 1_000, 5), 2, 100);
        assertThat(first(new MessageSizes(1, 1_000, 6), 2, 100)).isNotEqualTo(some);
        assertThat(first(new MessageSizes(1, 1_000, 5), 3, 100)).isNotEqualTo(some);
    }

    @ParameterizedTest
    @CsvSource({"64, 64, 64", "0, 0, 0", "007, 7, 7", "999999999, 999999999, 999999999", "1..4096, 1, 4096",
            "5..5, 5, 5", "5..3, 5, 3"})
    void readsOneSizeOrTwoLimits(String text, int min, int max) {
        assertThat(MessageSizes.parse(text, -9)).isEqualTo(new MessageSizes(min, max, -9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "1.5", "1.", "1..", "..1", "1...9", "1..2..3", "1 ..2", "64k", "+64",
            "1234567890", "1..1234567890", "\u0661", "64\n"})
    void refusesAnythingElseAndShowsIt(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MessageSizes.parse(text, 1))
                .withMessage("'" + text + "' is not a number of bytes such as 64 or 1..4096");
    }

    @ParameterizedTest
    @CsvSource({"64, 64, 64", "1, 4096, 1..4096", "5, 3, 5..3"})
    void isWrittenAsTheOptionIs(int min, int max, String text) {
        assertThat(new MessageSizes(min, max, 1)).hasToString(text);
    }
}
