package threadlab.bench.soak.clients;

import java.io.IOException;
import java.net.Socket;
import java.util.random.RandomGenerator;
import threadlab.server.events.CloseReason;

/** Says nothing, and stays until the server ends it. */
final class SilentClient implements MisbehavingClient {
    @Override
    public CloseReason visit(Socket socket, RandomGenerator random) throws IOException {
        if (socket.getInputStream().read() >= 0) {
            throw new IOException("the server sent something to a client that had said nothing");
        }
        return CloseReason.IDLE;
    }
}
