package threadlab.server.work;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A call to a backend: eight bytes with the nanoseconds until its answer, which is the same bytes. A connection carries
 * one call after the other.
 */
public record BackendCall(long nanos) {
    /** A draw may be longer than any time in a recipe. */
    public static final Duration LONGEST = Duration.ofMinutes(1);

    public BackendCall {
        if (nanos < 0 || nanos > LONGEST.toNanos()) {
            throw new IllegalArgumentException("call is " + nanos + " ns, allowed: 0 to " + LONGEST.toNanos());
        }
    }

    /**
     * Reads a call that the other side has sent.
     *
     * @throws java.io.EOFException if it has ended its stream
     * @throws IOException if it asks for a time that is not allowed
     */
    public static BackendCall readFrom(InputStream in) throws IOException {
        long nanos = new DataInputStream(in).readLong();
        try {
            return new BackendCall(nanos);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(ByteBuffer.allocate(Long.BYTES).putLong(nanos).array());
    }
}
