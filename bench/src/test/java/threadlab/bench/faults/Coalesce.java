package threadlab.bench.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Collects bytes and passes them on in one piece: when there are enough, or none have come for a time. */
record Coalesce(int size, Duration quiet) implements Fault {

    @Override
    public Stage on(ProxyPath path, Stage next) {
        ByteBuffer kept = ByteBuffer.allocate(size);
        return bytes -> {
            while (bytes.hasRemaining()) {
                int count = Math.min(kept.remaining(), bytes.remaining());
                kept.put(bytes.slice(bytes.position(), count));
                bytes.position(bytes.position() + count);
                if (!kept.hasRemaining()) {
                    passOn(kept, next);
                }
            }
            // If more bytes wait, the stage is called again soon.
            if (kept.position() > 0 && isQuiet(path)) {
                passOn(kept, next);
            }
        };
    }

    private boolean isQuiet(ProxyPath path) throws IOException {
        if (path.waiting() == 0) {
            path.pause(quiet);
        }
        return path.waiting() == 0;
    }

    private static void passOn(ByteBuffer kept, Stage next) throws IOException {
        next.take(kept.flip());
        kept.clear();
    }
}
