package threadlab.bench.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Keeps what comes until it is so many bytes, or no more has come for so long, and hands it on in one piece. */
record Coalesce(int size, Duration silence) implements Fault {

    @Override
    public Stage on(ProxyPath way, Stage next) {
        ByteBuffer kept = ByteBuffer.allocate(size);
        return bytes -> {
            while (bytes.hasRemaining()) {
                int count = Math.min(kept.remaining(), bytes.remaining());
                kept.put(bytes.slice(bytes.position(), count));
                bytes.position(bytes.position() + count);
                if (!kept.hasRemaining()) {
                    handOn(kept, next);
                }
            }
            // Either it is handed on now, or more is there, which brings the stage back here.
            if (kept.position() > 0 && isSilent(way)) {
                handOn(kept, next);
            }
        };
    }

    private boolean isSilent(ProxyPath way) throws IOException {
        if (way.waiting() == 0) {
            way.pause(silence);
        }
        return way.waiting() == 0;
    }

    private static void handOn(ByteBuffer kept, Stage next) throws IOException {
        next.take(kept.flip());
        kept.clear();
    }
}
