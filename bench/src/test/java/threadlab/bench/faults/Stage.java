package threadlab.bench.faults;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the bytes of one direction in their order, and hands on what becomes of them. Of one thread. */
@FunctionalInterface
interface Stage {

    /**
     * Blocks until the bytes have been handed on, or are kept elsewhere.
     *
     * @param bytes those between position and limit, with an array, and the stage's own until it returns
     */
    void take(ByteBuffer bytes) throws IOException;
}
