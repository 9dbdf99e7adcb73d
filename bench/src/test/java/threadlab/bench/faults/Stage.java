package threadlab.bench.faults;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Processes the bytes of one direction in their order. Not thread-safe. */
@FunctionalInterface
interface Stage {

    /**
     * Processes bytes, and blocks until they have been passed on or copied.
     *
     * @param bytes with an array; the stage may change them until it returns
     */
    void take(ByteBuffer bytes) throws IOException;
}
