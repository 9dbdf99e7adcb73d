package threadlab.bench.faults;

import java.io.IOException;
import java.net.Socket;
import java.util.random.RandomGenerator;

/** The connection of a client together with the one to the server. Thread-safe. */
final class Connection {
    private final int number;
    private final long seed;
    private final Socket client;
    private final Socket server;
    private volatile boolean blackhole;

    Connection(int number, long seed, Socket client, Socket server) {
        this.number = number;
        this.seed = seed;
        this.client = client;
        this.server = server;
    }

    int number() {
        return number;
    }

    /** Returns random numbers for one purpose, which are the same in each call. */
    RandomGenerator random(int purpose) {
        return Seeds.of(seed, number, purpose);
    }

    boolean isBlackhole() {
        return blackhole;
    }

    void blackhole() {
        blackhole = true;
    }

    /** Resets both sides, as far as they are open. */
    void reset() {
        reset(client);
        reset(server);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0); // makes close send a reset
            socket.close();
        } catch (IOException closed) {
            // The other direction has closed it already.
        }
    }
}
