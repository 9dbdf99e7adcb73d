package threadlab.bench.soak.clients;

import java.io.IOException;
import java.net.Socket;
import java.util.random.RandomGenerator;
import threadlab.server.events.CloseReason;

/** Sends nothing and waits until the server ends the session. */
final class SilentClient implements MisbehavingClient {
    @Override
    public CloseReason run(Socket socket, RandomGenerator random) throws IOException {
        if (socket.getInputStream().read() >= 0) {
            throw new IOException("the server sent something to a client that had sent nothing");
        }
        return CloseReason.IDLE;
    }
}
