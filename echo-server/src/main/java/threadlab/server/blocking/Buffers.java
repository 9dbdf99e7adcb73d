package threadlab.server.blocking;

import java.nio.ByteBuffer;

/** Where a session's bytes are between its read and its write. */
public interface Buffers {
    int LARGEST = 16 * 1024;

    /** An empty buffer, the caller's until it is given back; its limit is the most that may be read into it. */
    ByteBuffer borrow();

    void giveBack(ByteBuffer buffer);
}
