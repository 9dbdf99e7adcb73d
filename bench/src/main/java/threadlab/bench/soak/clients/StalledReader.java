package threadlab.bench.soak.clients;

import java.io.IOException;
import java.net.Socket;
import java.util.random.RandomGenerator;
import threadlab.server.events.CloseReason;

/** Sends and never reads, until the buffers on the way are full and nothing moves any more, and waits for the end. */
final class StalledReader implements MisbehavingClient {
    /** Far more than the system's buffers hold: a server that takes so much keeps it somewhere. */
    private static final int TOO_MUCH = 256 << 20;

    @Override
    public CloseReason visit(Socket socket, RandomGenerator random) throws IOException {
        byte[] message = MisbehavingClient.message(random);
        for (long sent = 0; sent < TOO_MUCH; sent += message.length) {
            try {
                socket.getOutputStream().write(message);
            } catch (IOException ended) {
                return CloseReason.IDLE;
            }
        }
        throw new IOException("the server took " + TOO_MUCH + " bytes from a client that read no echo");
    }
}
