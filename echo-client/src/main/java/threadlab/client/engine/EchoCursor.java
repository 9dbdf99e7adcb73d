package threadlab.client.engine;

import java.nio.ByteBuffer;
import threadlab.client.verify.Diagnosis;
import threadlab.client.verify.MessageSizes;
import threadlab.client.verify.Payload;

/**
 * The position in a session's stream of messages at which the next byte is expected back. Compares what comes back with
 * what was sent. Not thread-safe.
 */
final class EchoCursor {
    private final int session;
    private final Payload payload;
    private final MessageSizes sizes;
    private final boolean verify;
    /** Messages that have come back whole; also the number of the next one. */
    private long echoes;
    private int offset;

    EchoCursor(int session, Run run) {
        this.session = session;
        this.payload = run.payload();
        this.sizes = run.plan().sizes();
        this.verify = run.plan().verify();
    }

    /** Returns whether nothing has come back so far. */
    boolean isAtStart() {
        return echoes == 0 && offset == 0;
    }

    /** Returns how many of the received bytes belong to the next echo. */
    int available(ByteBuffer in) {
        return Math.min(in.remaining(), sizes.of(session, echoes) - offset);
    }

    /**
     * Returns the index of the first wrong one of the next {@code count} bytes, or -1.
     *
     * @param scratch an empty buffer with enough room
     */
    int firstWrong(ByteBuffer in, int count, Sender sender, ByteBuffer scratch) {
        if (sender.isUnsent(echoes, offset)) {
            return 0; // nothing was in flight
        }
        if (!verify) {
            return -1;
        }
        payload.put(scratch, session, echoes, offset, count);
        int limit = in.limit();
        in.limit(in.position() + count);
        int wrong = in.mismatch(scratch.flip());
        in.limit(limit);
        return wrong;
    }

    /** Explains a wrong byte. Slow if there are many {@code sessions} to search. */
    Diagnosis diagnose(ByteBuffer in, int wrong, Sender sender, int sessions) {
        var position = new Diagnosis.Position(session, echoes, offset + wrong, sender.isUnsent(echoes, offset));
        return Diagnosis.of(payload, sizes, sessions, position, in.position(in.position() + wrong));
    }

    /** Takes the next {@code count} bytes. Returns whether they complete an echo. */
    boolean advance(ByteBuffer in, int count) {
        in.position(in.position() + count);
        offset += count;
        return offset == sizes.of(session, echoes);
    }

    /** Moves to the next echo. */
    void next() {
        offset = 0;
        echoes++;
    }

    @Override
    public String toString() {
        return "message " + echoes + ", byte " + offset;
    }
}
