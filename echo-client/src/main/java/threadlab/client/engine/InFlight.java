package threadlab.client.engine;

import java.util.Arrays;

/** The messages of one session that are sent and not yet back, oldest first. One thread's own. */
final class InFlight {
    /** Rings, of a power of two long: when each message should have been sent, and when it was. */
    private long[] intended = new long[2];
    private long[] sent = new long[2];
    private int first;
    private int count;

    void add(long intendedAt, long sentAt) {
        if (count == sent.length) {
            grow();
        }
        int last = (first + count++) & (sent.length - 1);
        intended[last] = intendedAt;
        sent[last] = sentAt;
    }

    private void grow() {
        intended = unrolled(intended);
        sent = unrolled(sent);
        first = 0;
    }

    private long[] unrolled(long[] ring) {
        long[] longer = Arrays.copyOf(Arrays.copyOfRange(ring, first, ring.length), 2 * ring.length);
        System.arraycopy(ring, 0, longer, ring.length - first, first);
        return longer;
    }

    int count() {
        return count;
    }

    long firstIntended() {
        return intended[first];
    }

    long firstSent() {
        return sent[first];
    }

    void removeFirst() {
        first = (first + 1) & (sent.length - 1);
        count--;
    }
}
