package threadlab.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** One direction of one connection, as a fault sees it. Not thread-safe. */
interface ProxyPath {
    enum Direction {
        /** From the client to the server. */
        UP,
        /** From the server to the client. */
        DOWN
    }

    /** Returns the number of the connection; the first one that was accepted has 0. */
    int connection();

    Direction direction();

    /** Returns the random numbers of this direction. */
    RandomGenerator random();

    /** Returns random numbers that are the same for both directions, and in each call. */
    RandomGenerator shared();

    /** Returns the number of bytes that can be read without blocking; 0 also at the end of the stream. */
    int waiting() throws IOException;

    /** Waits. */
    void pause(Duration time) throws IOException;

    /** Lets other threads run. */
    void yieldThread();

    /** Ends the stream in this direction. Later bytes are dropped. */
    void end() throws IOException;

    /** Resets the connection on both sides. */
    void reset();

    /** Stops all traffic in both directions, ends of streams included, without closing anything. */
    void blackhole();
}
