package threadlab.server.blocking;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Direct buffers for sessions that need one only from a read to its write and do not wait in between. So there are
 * about as many as carriers, however many sessions there are. Thread-safe.
 */
final class BufferPool {
    /** A few more than carriers, since a listener may block with one in use. A buffer that finds no slot is dropped. */
    private final AtomicReferenceArray<ByteBuffer> idle = new AtomicReferenceArray<>(
            2 * Runtime.getRuntime().availableProcessors());

    private final int size;

    /** @param size of each buffer, in bytes */
    BufferPool(int size) {
        this.size = size;
    }

    ByteBuffer acquire() {
        for (int i = 0; i < idle.length(); i++) {
            ByteBuffer buffer = idle.getPlain(i) == null ? null : idle.getAndSet(i, null);
            if (buffer != null) {
                return buffer.clear();
            }
        }
        return ByteBuffer.allocateDirect(size);
    }

    void release(ByteBuffer buffer) {
        for (int i = 0; i < idle.length(); i++) {
            if (idle.getPlain(i) == null && idle.compareAndSet(i, null, buffer)) {
                return;
            }
        }
    }
}
