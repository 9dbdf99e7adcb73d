package threadlab.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.Latencies;
import threadlab.client.LoadResult;
import threadlab.client.cluster.Note.Phase;

class WireTest {
    private final Random random = new Random(1);

    static Stream<Note> notes() {
        return Stream.of(new Note.Call("0.1.0", 1), new Note.Here("127.0.0.1:7800"),
                new Note.Refusal("a:1", "9.9", 2), new Note.Assign("r", Samples.closed(10)),
                new Note.Assign("r", Samples.open(10)), new Note.Failed("r", "no\nway \u202e"), new Note.Ready("r"),
                new Note.Ping("r", Long.MAX_VALUE), new Note.Pong("r", 1, Long.MIN_VALUE), new Note.Start("r", -1),
                new Note.Stop("r"), new Note.Done("r"));
    }

    @ParameterizedTest
    @MethodSource("notes")
    void aNoteComesAsItWasSent(Note note) {
        assertThat(Wire.note(Wire.bytes(note))).isEqualTo(note);
    }

    @Test
    void progressComesWithEveryCount() {
        var progress = new Note.Progress("r", Phase.MEASURING, 5, 6, Samples.latencies(random, 1_000));
        assertThat(Wire.note(Wire.bytes(progress))).isEqualTo(progress);
    }

    @Test
    void aResultComesWithEveryFigure() {
        for (var result : new LoadResult[]{
                Samples.result(Samples.open(3), 1_000, Samples.latencies(random, 1_000)),
                Samples.failed(Samples.closed(3), "first")}) {
            var note = new Note.Result("r", Duration.ofNanos(3), result);
            assertThat(Wire.note(Wire.bytes(note))).isEqualTo(note);
        }
    }

    @Test
    void fourHistogramsWithACountInEveryBucketAreWithinTheBound() {
        Latencies full = Latencies.empty();
        for (Histogram histogram : new Histogram[]{full.whenDue(), full.whenSent(), full.lateness(), full.waits()}) {
            for (long value = 0; value <= Latencies.HIGHEST; value = histogram.nextNonEquivalentValue(value)) {
                histogram.recordValueWithCount(value, 1_000_000);
            }
        }
        assertThat(Wire.bytes(new Note.Progress("r", Phase.MEASURING, 5, 6, full))).hasSizeLessThan(Wire.MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{}", "[]", "null", "7", "{\"note\":7}", "{\"note\":\"Start\"}",
            "{\"note\":\"Start\",\"run\":\"r\",\"at\":\"now\"}", "{\"note\":\"Start\",\"run\":\"r\",\"at\":1.5}",
            "{\"note\":\"Start\",\"run\":\"r\",\"at\":99999999999999999999}", "{\"note\":\"Exit\",\"run\":\"r\"}",
            "{\"note\":\"Call\",\"lab\":\"1\",\"protocol\":4294967297}",
            "{\"note\":\"Progress\",\"run\":\"r\",\"phase\":\"X\",\"echoesPerSecond\":1,\"failures\":0,\"latencies\":{}}",
            "{\"note\":\"Assign\",\"run\":\"r\",\"part\":{\"host\":\"h\"}}"})
    void whatIsNoNoteIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Wire.note(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aPlanOutsideOfItsLimitsIsRefused() {
        String text = new String(Wire.bytes(new Note.Assign("r", Samples.closed(10))), StandardCharsets.UTF_8);
        assertThat(text).contains("\"sessions\":10,");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wire.note(text.replace("\"sessions\":10,", "\"sessions\":1000001,").getBytes(
                        StandardCharsets.UTF_8)))
                .withMessageContaining("sessions is 1000001");
    }

    @Test
    void moreThanTheBoundIsRefusedUnread() {
        assertThatIllegalArgumentException().isThrownBy(() -> Wire.note(new byte[Wire.MOST + 1]))
                .withMessageContaining("at most 2097152");
    }

    /** Ten digits of a second would take 45 x 2^34 counters. */
    @Test
    void aHistogramOfAnotherKindIsRefusedBeforeAnythingIsAllocatedForIt() {
        String text = new String(Wire.bytes(new Note.Progress("r", Phase.MEASURING, 5, 6, Latencies.empty())),
                StandardCharsets.UTF_8);
        String own = text.replaceAll(".*\"whenDue\":\"([^\"]+)\".*", "$1");
        byte[] bytes = Base64.getDecoder().decode(own);
        bytes[15] = 5; // digits
        String other = text.replaceFirst(Pattern.quote(own), Base64.getEncoder().encodeToString(bytes));
        assertThat(other).isNotEqualTo(text);
        assertThatIllegalArgumentException().isThrownBy(() -> Wire.note(other.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("whenDue is of another kind");
    }

    /** Whatever is changed on the way, it is a note or an IllegalArgumentException. */
    @Test
    void aNoteWithBrokenBytesIsRefusedOrIsANote() {
        byte[] good = Wire.bytes(new Note.Result("r", Duration.ZERO,
                Samples.result(Samples.closed(3), 1_000, Samples.latencies(random, 50))));
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] bad = good.clone();
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                Wire.note(bad);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
