package threadlab.bench.soak.clients;

import java.io.IOException;
import java.net.Socket;
import java.util.random.RandomGenerator;
import threadlab.server.events.CloseReason;

/**
 * Sends and never reads. When all buffers between it and the server are full, it waits until the server ends the
 * session.
 */
final class StalledReader implements MisbehavingClient {
    /** Far more than the buffers of the system hold. A server that reads so much must keep it somewhere. */
    private static final int MAX_BYTES = 256 << 20;

    @Override
    public CloseReason run(Socket socket, RandomGenerator random) throws IOException {
        byte[] message = MisbehavingClient.message(random);
        for (long sent = 0; sent < MAX_BYTES; sent += message.length) {
            try {
                socket.getOutputStream().write(message);
            } catch (IOException ended) {
                return CloseReason.IDLE;
            }
        }
        throw new IOException("the server took " + MAX_BYTES + " bytes from a client that read no echo");
    }
}
