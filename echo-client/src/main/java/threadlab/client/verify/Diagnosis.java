package threadlab.client.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import threadlab.client.transport.TlsAlert;

/**
 * Names what is wrong with an echo, once it has turned out to differ from what is expected: looks for the bytes that came
 * in what the load has sent elsewhere. Slow and thorough, since it runs once per failed session. Needs a few bytes to go
 * by; with fewer, the answer is {@link Failure#CORRUPTED}.
 *
 * @param failure what it is
 * @param story in words, without the session
 */
public record Diagnosis(Failure failure, String story) {
    private static final int FEWEST = 4;
    private static final int MOST = 64;
    /** How far around the expected message, and how many missing bytes, are looked at. */
    private static final int REACH = 64;

    /**
     * Where in the stream of messages bytes were expected.
     *
     * @param unasked none were: everything that was sent had come back
     */
    public record Place(long session, long sequence, int offset, boolean unasked) {
    }

    /**
     * @param sessions how many there are to search for a foreign message
     * @param came what came from {@code place} on, and before its position what came with it in one read and was right;
     *         its position and limit are left as they are
     */
    public static Diagnosis of(Payload payload, MessageSizes sizes, int sessions, Place place, ByteBuffer came) {
        String where = "message " + place.sequence + ", byte " + place.offset;
        int rest = sizes.of(place.session, place.sequence) - place.offset;
        if (TlsAlert.begins(came.duplicate().rewind())) { // whose first byte may by chance be the one expected
            return new Diagnosis(Failure.HANDSHAKE_FAILED, where + ": " + TlsAlert.STORY);
        }
        var whole = new Search(payload, sizes, first(came, Math.min(MOST, rest)));
        if (whole.came.remaining() >= FEWEST) {
            for (int reach = 1; reach <= REACH; reach++) {
                if (whole.matches(place.session, place.sequence - reach, place.offset)) {
                    return new Diagnosis(Failure.DUPLICATED,
                            where + ": message " + (place.sequence - reach) + " came again");
                }
                if (whole.matches(place.session, place.sequence + reach, place.offset)) {
                    return new Diagnosis(Failure.REORDERED,
                            where + ": message " + (place.sequence + reach) + " came instead");
                }
            }
            for (int other = 0; other < sessions; other++) {
                for (long sequence = place.sequence - REACH; sequence <= place.sequence + REACH; sequence++) {
                    if (other != place.session && whole.matches(other, sequence, place.offset)) {
                        return new Diagnosis(Failure.CROSSED,
                                where + ": message " + sequence + " of session " + other + " came instead");
                    }
                }
            }
        }
        return missingOrCorrupted(new Search(payload, sizes, first(came, MOST)), place, where);
    }

    private static Diagnosis missingOrCorrupted(Search search, Place place, String where) {
        for (int missing = 1; missing <= REACH && search.came.remaining() >= FEWEST && !place.unasked; missing++) {
            if (search.matches(place.session, place.sequence, place.offset + missing)) {
                return new Diagnosis(Failure.TRUNCATED, where + ": " + missing + " bytes are missing");
            }
        }
        return new Diagnosis(Failure.CORRUPTED, where + " is " + (search.came.get(0) & 0xff)
                + (place.unasked ? ", and nothing was on its way" : ", sent was " + search.expected(place)));
    }

    private static ByteBuffer first(ByteBuffer came, int most) {
        return came.slice(came.position(), Math.min(most, came.remaining()));
    }

    /** Compares what came with pieces of what may have been sent. */
    private record Search(Payload payload, MessageSizes sizes, ByteBuffer came) {

        /** True if what came is what that session sent from there on, across the ends of messages. */
        boolean matches(long session, long sequence, int offset) {
            if (sequence < 0) {
                return false;
            }
            return came.mismatch(stream(session, sequence, offset, came.remaining())) < 0;
        }

        int expected(Place place) {
            return stream(place.session, place.sequence, place.offset, 1).get(0) & 0xff;
        }

        /** From that offset of the message on, across the ends of messages; it may lie beyond the message's own end. */
        private ByteBuffer stream(long session, long sequence, int offset, int length) {
            ByteBuffer piece = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            long message = sequence;
            int from = offset;
            while (piece.hasRemaining()) {
                int left = sizes.of(session, message) - from;
                if (left > 0) {
                    int count = Math.min(piece.remaining(), left);
                    payload.put(piece, session, message, from, count);
                }
                from = Math.max(0, -left);
                message++;
            }
            return piece.flip();
        }
    }
}
