package threadlab.bench.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The last stage of a test, which keeps all pieces. */
final class Sink implements Stage {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final List<Integer> pieces = new ArrayList<>();

    @Override
    public void take(ByteBuffer piece) {
        pieces.add(piece.remaining());
        bytes.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    static byte[] some(int count) {
        byte[] some = new byte[count];
        new Random(count).nextBytes(some);
        return some;
    }

    /** Passes bytes in pieces of a size through a fault. */
    static Sink of(Fault fault, ProxyPath path, byte[] bytes, int piece) throws IOException {
        var sink = new Sink();
        Stage stage = fault.on(path, sink);
        for (int at = 0; at < bytes.length; at += piece) {
            // The piece does not begin at the start of its array, as a stage must expect.
            int count = Math.min(piece, bytes.length - at);
            stage.take(ByteBuffer.allocate(count + 3).position(3).put(bytes, at, count).flip().position(3));
        }
        return sink;
    }
}
