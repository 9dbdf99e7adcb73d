package threadlab.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** One direction of one connection, as a fault sees it. Of the thread that pumps it. */
interface ProxyPath {
    enum Direction {
        /** From the client to the server. */
        UP,
        /** Back. */
        DOWN
    }

    /** Connections are numbered in the order in which they are accepted, from 0. */
    int connection();

    Direction direction();

    /** This direction's own numbers. */
    RandomGenerator random();

    /** Numbers that both directions of the connection draw alike, from the first one on at each call. */
    RandomGenerator shared();

    /** Bytes that have come and have not been taken; 0 also at the end of the stream. */
    int waiting() throws IOException;

    void pause(Duration time) throws IOException;

    /** Lets others run that could. */
    void giveWay();

    /** Ends the stream in this direction; what else comes is dropped. */
    void end() throws IOException;

    /** Resets the connection on both sides. */
    void reset();

    /** Nothing passes any more in either direction, not even an end, and neither side is told. */
    void silence();
}
