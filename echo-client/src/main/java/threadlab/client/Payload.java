package threadlab.client;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What messages are made of: bytes that are a function of (session, sequence, offset) and of nothing else, so that an
 * echo which is late, doubled, cut or another session's differs from what is expected. Pure.
 */
final class Payload {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** 2^64 divided by the golden ratio: steps of it reach every 64-bit value once (Steele et al., SplitMix, 2014). */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private Payload() {
    }

    /** Fills the whole of {@code message} with the bytes of one message. */
    static void fill(byte[] message, long session, long sequence) {
        long state = mix(mix(session * STEP) + sequence * STEP);
        int offset = 0;
        for (; offset <= message.length - Long.BYTES; offset += Long.BYTES) {
            LONG.set(message, offset, mix(state += STEP));
        }
        for (long last = mix(state + STEP); offset < message.length; offset++, last >>>= Byte.SIZE) {
            message[offset] = (byte) last;
        }
    }

    /** Compares a piece of an echo with what was sent; the offset within the message of the first difference, or -1. */
    static int firstDifference(byte[] sent, int from, byte[] piece, int length) {
        int offset = Arrays.mismatch(sent, from, from + length, piece, 0, length);
        return offset < 0 ? -1 : from + offset;
    }

    /** Spreads every bit of the input over all bits of the output; each output has one input. */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
