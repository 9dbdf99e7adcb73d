package threadlab.server.blocking;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Buffers for sessions that need one only from a read to its write, and do not wait in between: as many as carriers are
 * in use at a time, however many sessions there are. They are direct, so nothing is copied. Safe from any thread.
 */
public final class BufferPool implements Buffers {
    /** Not in use. A few more than carriers, since a watcher may block with one in hand; what finds no room is dropped. */
    private final AtomicReferenceArray<ByteBuffer> idle = new AtomicReferenceArray<>(
            2 * Runtime.getRuntime().availableProcessors());

    private final int size;

    /** @param size of each, in bytes */
    public BufferPool(int size) {
        this.size = size;
    }

    @Override
    public ByteBuffer borrow() {
        for (int i = 0; i < idle.length(); i++) {
            ByteBuffer buffer = idle.getPlain(i) == null ? null : idle.getAndSet(i, null);
            if (buffer != null) {
                return buffer.clear();
            }
        }
        return ByteBuffer.allocateDirect(size);
    }

    @Override
    public void giveBack(ByteBuffer buffer) {
        for (int i = 0; i < idle.length(); i++) {
            if (idle.getPlain(i) == null && idle.compareAndSet(i, null, buffer)) {
                return;
            }
        }
    }
}
