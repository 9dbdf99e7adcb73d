package threadlab.client.verify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Generates the bytes of messages. Each byte is a function of (run, session, sequence, offset), so that an echo which
 * is duplicated, cut, or belongs to another session or an earlier run differs from what is expected. Any part of any
 * message can be generated when it is needed, so that nothing that was sent is stored. Immutable.
 */
public final class Payload {
    /** 2^64 / golden ratio: its multiples reach every 64-bit value once (Steele et al., SplitMix, 2014). */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final long run;

    public Payload(long run) {
        this.run = mix(run);
    }

    /**
     * Writes {@code length} bytes of a message into the buffer, starting at {@code offset} of the message.
     *
     * @param to a little-endian buffer with enough room
     */
    public void put(ByteBuffer to, long session, long sequence, int offset, int length) {
        assert to.order() == ByteOrder.LITTLE_ENDIAN;
        long key = mix(mix(run + session * STEP) + sequence * STEP);
        int end = offset + length;
        int at = offset;
        while (at < end && (at % Long.BYTES != 0 || end - at < Long.BYTES)) {
            to.put((byte) (word(key, at / Long.BYTES) >>> Byte.SIZE * (at % Long.BYTES)));
            at++;
        }
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            to.putLong(word(key, at / Long.BYTES));
        }
        for (; at < end; at++) {
            to.put((byte) (word(key, at / Long.BYTES) >>> Byte.SIZE * (at % Long.BYTES)));
        }
    }

    private static long word(long key, int index) {
        return mix(key + (index + 1) * STEP);
    }

    /** Spreads every bit of the input over all bits of the output. A bijection. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
