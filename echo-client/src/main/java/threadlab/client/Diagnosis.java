package threadlab.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Names what is wrong with an echo, once it has turned out to differ from what is expected: looks for the bytes that came
 * in what the load has sent elsewhere. Slow and thorough, since it runs once per failed session. Needs a few bytes to go
 * by; with fewer, the answer is {@link Failure#CORRUPTED}.
 *
 * @param failure what it is
 * @param story in words, without the session
 */
record Diagnosis(Failure failure, String story) {
    private static final int FEWEST = 4;
    private static final int MOST = 64;
    /** How far around the expected message, and how many missing bytes, are looked at. */
    private static final int REACH = 64;

    /** Where in the stream of messages bytes were expected. */
    record Place(long session, long sequence, int offset) {
    }

    /** @param came what came from {@code place} on; its position and limit are left as they are */
    static Diagnosis of(Payload payload, Sizes sizes, int sessions, Place place, ByteBuffer came) {
        var search = new Search(payload, sizes, came.slice(came.position(), Math.min(MOST, came.remaining())));
        String where = "message " + place.sequence + ", byte " + place.offset;
        if (came.remaining() >= FEWEST) {
            for (int missing = 1; missing <= REACH; missing++) {
                if (search.matches(place.session, place.sequence, place.offset + missing)) {
                    return new Diagnosis(Failure.TRUNCATED, where + ": " + missing + " bytes are missing");
                }
            }
            for (int back = 1; back <= REACH; back++) {
                if (search.matches(place.session, place.sequence - back, place.offset)) {
                    return new Diagnosis(Failure.DUPLICATED,
                            where + ": message " + (place.sequence - back) + " came again");
                }
                if (search.matches(place.session, place.sequence + back, place.offset)) {
                    return new Diagnosis(Failure.REORDERED,
                            where + ": message " + (place.sequence + back) + " came instead");
                }
            }
            for (int other = 0; other < sessions; other++) {
                for (long sequence = place.sequence - REACH; sequence <= place.sequence + REACH; sequence++) {
                    if (other != place.session && search.matches(other, sequence, place.offset)) {
                        return new Diagnosis(Failure.CROSSED,
                                where + ": message " + sequence + " of session " + other + " came instead");
                    }
                }
            }
        }
        return new Diagnosis(Failure.CORRUPTED, where + " is " + (came.get(came.position()) & 0xff) + ", sent was "
                + search.expected(place));
    }

    /** Compares what came with pieces of what may have been sent. */
    private record Search(Payload payload, Sizes sizes, ByteBuffer came) {

        /** True if what came is what that session sent from there on, across the ends of messages. */
        boolean matches(long session, long sequence, int offset) {
            if (sequence < 0) {
                return false;
            }
            ByteBuffer sent = stream(session, sequence, offset, came.remaining());
            return sent != null && came.mismatch(sent) < 0;
        }

        int expected(Place place) {
            return stream(place.session, place.sequence, place.offset, 1).get(0) & 0xff;
        }

        /** Null if the first message is not that long. */
        private ByteBuffer stream(long session, long sequence, int offset, int length) {
            if (offset > sizes.of(session, sequence)) {
                return null;
            }
            ByteBuffer piece = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            long message = sequence;
            for (int from = offset; piece.hasRemaining(); from = 0, message++) {
                int count = Math.min(piece.remaining(), sizes.of(session, message) - from);
                payload.put(piece, session, message, from, count);
            }
            return piece.flip();
        }
    }
}
