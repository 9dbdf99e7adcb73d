package threadlab.client.cluster;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import threadlab.client.result.Latencies;
import threadlab.support.Preconditions;

/**
 * Translates latencies into text and back, without loss: each histogram in HdrHistogram's encoding V2, in which empty
 * buckets take no space, as Base64. Input is checked before memory is allocated for it.
 */
final class HistogramText {
    /** Offsets in the header of encoding V2 (HdrHistogram, AbstractHistogram.encodeIntoByteBuffer). */
    private static final int LENGTH = 4;
    private static final int DIGITS = 12;
    private static final int LOWEST = 16;
    private static final int HIGHEST = 24;
    private static final int HEADER = 40;

    private HistogramText() {
    }

    static Map<String, Object> of(Latencies latencies) {
        var json = new LinkedHashMap<String, Object>();
        json.put("responseTime", of(latencies.responseTime()));
        json.put("serviceTime", of(latencies.serviceTime()));
        json.put("sendDelay", of(latencies.sendDelay()));
        json.put("probeWait", of(latencies.probeWait()));
        return json;
    }

    static Latencies latencies(Fields json) {
        return new Latencies(histogram(json, "responseTime"), histogram(json, "serviceTime"),
                histogram(json, "sendDelay"),
                histogram(json, "probeWait"));
    }

    private static String of(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        histogram.encodeIntoByteBuffer(bytes);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static Histogram histogram(Fields json, String name) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(json.data(name)));
        Histogram like = new Histogram(Latencies.HIGHEST, Latencies.DIGITS);
        Preconditions.check(bytes.remaining() >= HEADER && bytes.getInt(LENGTH) == bytes.remaining() - HEADER
                && bytes.getInt(DIGITS) == Latencies.DIGITS
                && bytes.getLong(LOWEST) == like.getLowestDiscernibleValue()
                && bytes.getLong(HIGHEST) == like.getHighestTrackableValue(), name, "of another kind",
                "a histogram of nanoseconds up to a minute, to three digits");
        return Histogram.decodeFromByteBuffer(bytes, 0);
    }
}
