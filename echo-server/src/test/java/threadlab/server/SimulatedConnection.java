package threadlab.server;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A TCP connection without an operating system: a stream in either direction with room for a few bytes, so that reads
 * and writes are cut in pieces and block. What is unread when a side closes becomes a reset, as it does in TCP. Touched
 * by {@link SeededThreads} only, and so without locks.
 */
public final class SimulatedConnection {
    private static final int ROOM = 24;

    /** One direction. */
    public static final class Stream {
        private final Queue<Byte> bytes = new ArrayDeque<>();
        private boolean ended;

        boolean isEmpty() {
            return bytes.isEmpty();
        }

        boolean hasRoom() {
            return bytes.size() < ROOM;
        }

        int size() {
            return bytes.size();
        }

        void put(byte b) {
            bytes.add(b);
        }

        byte take() {
            return bytes.remove();
        }

        boolean isEnded() {
            return ended;
        }

        /** What is in it can still be read. */
        void end() {
            ended = true;
        }
    }

    private final int number;
    private final Stream up = new Stream();
    private final Stream down = new Stream();
    private boolean reset;

    public SimulatedConnection(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** From the peer to the server. */
    public Stream up() {
        return up;
    }

    public Stream down() {
        return down;
    }

    public boolean isReset() {
        return reset;
    }

    public void reset() {
        reset = true;
    }

    /** One side closes that reads from this stream and writes to that one. */
    public void close(Stream from, Stream to) {
        if (!from.isEmpty()) {
            reset = true;
        }
        to.end();
    }
}
