package threadlab.server.blocking;

import java.nio.ByteBuffer;
import threadlab.server.core.Heap;

/** The buffer of one session that blocks in its reads, where it must have one; it grows when a read has filled it, if there is memory. */
final class PerSessionBuffer implements Buffers {
    private static final int SMALLEST = 1024;

    private ByteBuffer buffer = ByteBuffer.allocate(SMALLEST);

    @Override
    public ByteBuffer borrow() {
        return buffer.clear();
    }

    @Override
    public void giveBack(ByteBuffer used) {
        if (used.position() == used.capacity() && used.capacity() < LARGEST && !Heap.looksTight()) {
            buffer = ByteBuffer.allocate(2 * used.capacity());
        }
    }
}
