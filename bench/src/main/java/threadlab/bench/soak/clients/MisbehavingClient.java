package threadlab.bench.soak.clients;

import java.io.IOException;
import java.net.Socket;
import java.util.random.RandomGenerator;
import threadlab.server.events.CloseReason;

/** A client that does not behave as one hopes for. The socket is connected; whoever calls closes it. */
interface MisbehavingClient {
    int LARGEST = 64 << 10;

    /**
     * Blocks as long as the visit lasts.
     *
     * @return how the server must have ended the session
     * @throws IOException if the server did something that the client has not provoked
     */
    CloseReason visit(Socket socket, RandomGenerator random) throws IOException, InterruptedException;

    /** 1 byte to 64 KiB of anything. */
    static byte[] message(RandomGenerator random) {
        byte[] message = new byte[random.nextInt(1, LARGEST + 1)];
        random.nextBytes(message);
        return message;
    }
}
