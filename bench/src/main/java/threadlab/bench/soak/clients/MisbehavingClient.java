package threadlab.bench.soak.clients;

import java.io.IOException;
import java.net.Socket;
import java.util.random.RandomGenerator;
import threadlab.server.events.CloseReason;

/** A client that does what a server must be able to bear. */
interface MisbehavingClient {
    int MAX_MESSAGE = 64 << 10;

    /**
     * Uses a connected socket, which the caller closes. Blocks until the client has finished.
     *
     * @return the reason for which the server must have ended the session
     * @throws IOException if the server did something unexpected
     */
    CloseReason run(Socket socket, RandomGenerator random) throws IOException, InterruptedException;

    /** Returns 1 byte to 64 KiB of random bytes. */
    static byte[] message(RandomGenerator random) {
        byte[] message = new byte[random.nextInt(1, MAX_MESSAGE + 1)];
        random.nextBytes(message);
        return message;
    }
}
