package threadlab.bench.faults;

import java.io.IOException;
import java.net.Socket;
import java.util.random.RandomGenerator;

/** A client's connection and the one to the server that belongs to it. Safe from any thread. */
final class Connection {
    private final int number;
    private final long seed;
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Connection(int number, long seed, Socket client, Socket server) {
        this.number = number;
        this.seed = seed;
        this.client = client;
        this.server = server;
    }

    int number() {
        return number;
    }

    /** Numbers of this connection for one purpose, the same at each call. */
    RandomGenerator random(int purpose) {
        return Seeds.of(seed, number, purpose);
    }

    boolean isSilent() {
        return silent;
    }

    void silence() {
        silent = true;
    }

    /** Both sides; one that is closed stays as it is. */
    public void reset() {
        reset(client);
        reset(server);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0); // a close is a reset then
            socket.close();
        } catch (IOException closed) {
            // Its other user was faster.
        }
    }
}
