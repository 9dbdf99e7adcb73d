package threadlab.client.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import threadlab.client.transport.TlsAlert;

/**
 * Explains why an echo differs from what was expected: searches for the received bytes in everything else that the load
 * has sent. Slow and thorough, since it runs once per failed session. With fewer than four bytes to search for, the
 * answer is {@link Failure#CORRUPTED}.
 *
 * @param detail one line that names the message and the byte, but not the session
 */
public record Diagnosis(Failure failure, String detail) {
    private static final int MIN_BYTES = 4;
    private static final int MAX_BYTES = 64;
    /** The search covers this many messages on either side of the expected one, and this many missing bytes. */
    private static final int REACH = 64;

    /**
     * The position in a session's stream of messages at which bytes were expected.
     *
     * @param unsolicited nothing was expected: all that was sent had already come back
     */
    public record Position(long session, long sequence, int offset, boolean unsolicited) {
    }

    /**
     * Finds out what was received instead of the expected bytes.
     *
     * @param sessions how many sessions to search for a message that came to the wrong session
     * @param received the bytes received at {@code expected}; those before the buffer's position came in the same read
     *            and were correct. Position and limit are not changed
     */
    public static Diagnosis of(Payload payload, MessageSizes sizes, int sessions, Position expected,
            ByteBuffer received) {
        String where = "message " + expected.sequence + ", byte " + expected.offset;
        int rest = sizes.of(expected.session, expected.sequence) - expected.offset;
        if (TlsAlert.begins(received.duplicate().rewind())) { // its first byte may be the expected one by chance
            return new Diagnosis(Failure.HANDSHAKE_FAILED, where + ": " + TlsAlert.DETAIL);
        }
        var whole = new Search(payload, sizes, first(received, Math.min(MAX_BYTES, rest)));
        if (whole.received.remaining() >= MIN_BYTES) {
            for (int reach = 1; reach <= REACH; reach++) {
                if (whole.matches(expected.session, expected.sequence - reach, expected.offset)) {
                    return new Diagnosis(Failure.DUPLICATED,
                            where + ": message " + (expected.sequence - reach) + " came again");
                }
                if (whole.matches(expected.session, expected.sequence + reach, expected.offset)) {
                    return new Diagnosis(Failure.REORDERED,
                            where + ": message " + (expected.sequence + reach) + " came instead");
                }
            }
            for (int other = 0; other < sessions; other++) {
                for (long sequence = expected.sequence - REACH; sequence <= expected.sequence + REACH; sequence++) {
                    if (other != expected.session && whole.matches(other, sequence, expected.offset)) {
                        return new Diagnosis(Failure.MISROUTED,
                                where + ": message " + sequence + " of session " + other + " came instead");
                    }
                }
            }
        }
        return missingOrCorrupted(new Search(payload, sizes, first(received, MAX_BYTES)), expected, where);
    }

    private static Diagnosis missingOrCorrupted(Search search, Position expected, String where) {
        for (int missing = 1; missing <= REACH && search.received.remaining() >= MIN_BYTES
                && !expected.unsolicited; missing++) {
            if (search.matches(expected.session, expected.sequence, expected.offset + missing)) {
                return new Diagnosis(Failure.TRUNCATED, where + ": " + missing + " bytes are missing");
            }
        }
        return new Diagnosis(Failure.CORRUPTED, where + " is " + (search.received.get(0) & 0xff)
                + (expected.unsolicited ? ", and nothing was in flight" : ", sent was " + search.expected(expected)));
    }

    private static ByteBuffer first(ByteBuffer received, int max) {
        return received.slice(received.position(), Math.min(max, received.remaining()));
    }

    /** Compares the received bytes with parts of what may have been sent. */
    private record Search(Payload payload, MessageSizes sizes, ByteBuffer received) {

        /** Returns whether the session sent these bytes at that offset, across message boundaries. */
        boolean matches(long session, long sequence, int offset) {
            if (sequence < 0) {
                return false;
            }
            return received.mismatch(stream(session, sequence, offset, received.remaining())) < 0;
        }

        int expected(Position expected) {
            return stream(expected.session, expected.sequence, expected.offset, 1).get(0) & 0xff;
        }

        /** Generates bytes across message boundaries. The offset may lie beyond the end of its message. */
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
