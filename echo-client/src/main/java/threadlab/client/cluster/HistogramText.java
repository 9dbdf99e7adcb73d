package threadlab.client.cluster;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import threadlab.client.plan.Preconditions;
import threadlab.client.result.Latencies;

/**
 * Latencies as text and back, every count kept: each histogram in HdrHistogram's form V2, in which empty buckets take no
 * room, as Base64. What comes is checked before anything is allocated for it. Pure.
 */
final class HistogramText {
    /** Offsets in the head of the form V2 (HdrHistogram, AbstractHistogram.encodeIntoByteBuffer). */
    private static final int LENGTH = 4;
    private static final int DIGITS = 12;
    private static final int LOWEST = 16;
    private static final int HIGHEST = 24;
    private static final int HEAD = 40;

    private HistogramText() {
    }

    static Map<String, Object> of(Latencies latencies) {
        var json = new LinkedHashMap<String, Object>();
        json.put("whenDue", of(latencies.whenDue()));
        json.put("whenSent", of(latencies.whenSent()));
        json.put("lateness", of(latencies.lateness()));
        json.put("waits", of(latencies.waits()));
        return json;
    }

    static Latencies latencies(Fields json) {
        return new Latencies(histogram(json, "whenDue"), histogram(json, "whenSent"), histogram(json, "lateness"),
                histogram(json, "waits"));
    }

    private static String of(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        histogram.encodeIntoByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static Histogram histogram(Fields json, String name) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(json.data(name)));
        Histogram like = new Histogram(Latencies.HIGHEST, Latencies.DIGITS);
        Preconditions.check(bytes.remaining() >= HEAD && bytes.getInt(LENGTH) == bytes.remaining() - HEAD
                && bytes.getInt(DIGITS) == Latencies.DIGITS
                && bytes.getLong(LOWEST) == like.getLowestDiscernibleValue()
                && bytes.getLong(HIGHEST) == like.getHighestTrackableValue(), name, "of another kind",
                "a histogram of nanoseconds up to a minute, to three digits");
        return Histogram.decodeFromByteBuffer(bytes, 0);
    }
}
