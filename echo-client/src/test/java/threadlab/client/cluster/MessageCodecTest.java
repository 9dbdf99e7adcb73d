package threadlab.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.client.cluster.ClusterMessage.Phase;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadResult;

class MessageCodecTest {
    private final Random random = new Random(1);

    static Stream<ClusterMessage> messages() {
        return Stream.of(new ClusterMessage.Discover("0.1.0", 1), new ClusterMessage.Join("127.0.0.1:7800"),
                new ClusterMessage.VersionMismatch("a:1", "9.9", 2), new ClusterMessage.Assign("r", Samples.closed(10)),
                new ClusterMessage.Assign("r", Samples.open(10)), new ClusterMessage.Failed("r", "no\nway \u202e"),
                new ClusterMessage.Ready("r"),
                new ClusterMessage.Ping("r", Long.MAX_VALUE), new ClusterMessage.Pong("r", 1, Long.MIN_VALUE),
                new ClusterMessage.Start("r", -1),
                new ClusterMessage.Stop("r"), new ClusterMessage.Done("r"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageComesAsItWasSent(ClusterMessage message) {
        assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
    }

    /** Processes of every version must understand them, the older ones too. */
    @Test
    void whatTellsVersionsOfEachOtherKeepsItsForm() {
        Map<String, ClusterMessage> forms = Map.of("{\"note\":\"Call\",\"lab\":\"9.9\",\"protocol\":1}",
                new ClusterMessage.Discover("9.9", 1),
                "{\"note\":\"Refusal\",\"name\":\"a:1\",\"lab\":\"9.9\",\"protocol\":1}",
                new ClusterMessage.VersionMismatch("a:1", "9.9", 1));
        forms.forEach((form, message) -> {
            assertThat(new String(MessageCodec.encode(message), StandardCharsets.UTF_8)).isEqualTo(form);
            assertThat(MessageCodec.decode(form.getBytes(StandardCharsets.UTF_8))).isEqualTo(message);
        });
    }

    @Test
    void progressComesWithEveryCount() {
        var progress = new ClusterMessage.Progress("r", Phase.MEASURING, 5, 6, Samples.latencies(random, 1_000));
        assertThat(MessageCodec.decode(MessageCodec.encode(progress))).isEqualTo(progress);
    }

    @Test
    void aResultComesWithEveryFigure() {
        for (var result : new LoadResult[]{
                Samples.result(Samples.open(3), 1_000, Samples.latencies(random, 1_000)),
                Samples.failed(Samples.closed(3), "first")}) {
            var message = new ClusterMessage.Result("r", Duration.ofNanos(3), result);
            assertThat(MessageCodec.decode(MessageCodec.encode(message))).isEqualTo(message);
        }
    }

    @Test
    void fourHistogramsWithACountInEveryBucketAreWithinTheBound() {
        Latencies full = Latencies.empty();
        for (Histogram histogram : new Histogram[]{full.responseTime(), full.serviceTime(), full.sendDelay(),
                full.probeWait()}) {
            for (long value = 0; value <= Latencies.HIGHEST; value = histogram.nextNonEquivalentValue(value)) {
                histogram.recordValueWithCount(value, 1_000_000);
            }
        }
        assertThat(MessageCodec.encode(new ClusterMessage.Progress("r", Phase.MEASURING, 5, 6, full)))
                .hasSizeLessThan(MessageCodec.MAX_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{}", "[]", "null", "7", "{\"note\":7}", "{\"note\":\"Start\"}",
            "{\"note\":\"Start\",\"run\":\"r\",\"at\":\"now\"}", "{\"note\":\"Start\",\"run\":\"r\",\"at\":1.5}",
            "{\"note\":\"Start\",\"run\":\"r\",\"at\":99999999999999999999}", "{\"note\":\"Exit\",\"run\":\"r\"}",
            "{\"note\":\"Call\",\"lab\":\"1\",\"protocol\":4294967297}",
            "{\"note\":\"Progress\",\"run\":\"r\",\"phase\":\"X\",\"echoesPerSecond\":1,\"failures\":0,"
                    + "\"latencies\":{}}",
            "{\"note\":\"Assign\",\"run\":\"r\",\"plan\":{\"host\":\"h\"}}"})
    void whatIsNotAMessageIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCodec.decode(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aPlanOutsideOfItsLimitsIsRefused() {
        String text = new String(MessageCodec.encode(new ClusterMessage.Assign("r", Samples.closed(10))),
                StandardCharsets.UTF_8);
        assertThat(text).contains("\"sessions\":10,");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> MessageCodec.decode(text.replace("\"sessions\":10,", "\"sessions\":1000001,").getBytes(
                                StandardCharsets.UTF_8)))
                .withMessageContaining("sessions is 1000001");
    }

    @Test
    void moreThanTheBoundIsRefusedUnread() {
        assertThatIllegalArgumentException().isThrownBy(() -> MessageCodec.decode(new byte[MessageCodec.MAX_BYTES + 1]))
                .withMessageContaining("2097152");
    }

    /** Ten digits of a second would take 45 x 2^34 counters. */
    @Test
    void aHistogramOfAnotherKindIsRefusedBeforeAnythingIsAllocatedForIt() {
        String text = new String(
                MessageCodec.encode(new ClusterMessage.Progress("r", Phase.MEASURING, 5, 6, Latencies.empty())),
                StandardCharsets.UTF_8);
        String own = text.replaceAll(".*\"responseTime\":\"([^\"]+)\".*", "$1");
        byte[] bytes = Base64.getDecoder().decode(own);
        bytes[15] = 5; // digits
        String other = text.replaceFirst(Pattern.quote(own), Base64.getEncoder().encodeToString(bytes));
        assertThat(other).isNotEqualTo(text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCodec.decode(other.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("responseTime is");
    }

    /** Whatever is changed on the way, it is a message or an IllegalArgumentException. */
    @Test
    void aMessageWithBrokenBytesIsRefusedOrIsAMessage() {
        byte[] good = MessageCodec.encode(new ClusterMessage.Result("r", Duration.ZERO,
                Samples.result(Samples.closed(3), 1_000, Samples.latencies(random, 50))));
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            byte[] bad = good.clone();
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            try {
                MessageCodec.decode(bad);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
