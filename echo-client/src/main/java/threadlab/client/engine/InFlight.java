package threadlab.client.engine;

import java.util.Arrays;

/** The messages of one session that were sent and have not come back, oldest first. Not thread-safe. */
final class InFlight {
    /** Rings, whose length is a power of two: when each message was due, and when it was sent. */
    private long[] due = new long[2];
    private long[] sent = new long[2];
    private int first;
    private int count;

    void add(long dueAt, long sentAt) {
        if (count == sent.length) {
            grow();
        }
        int last = (first + count++) & (sent.length - 1);
        due[last] = dueAt;
        sent[last] = sentAt;
    }

    private void grow() {
        due = unrolled(due);
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

    long firstDue() {
        return due[first];
    }

    long firstSent() {
        return sent[first];
    }

    void removeFirst() {
        first = (first + 1) & (sent.length - 1);
        count--;
    }
}
