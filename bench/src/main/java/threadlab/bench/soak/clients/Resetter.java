package threadlab.bench.soak.clients;

import java.io.IOException;
import java.net.Socket;
import java.util.random.RandomGenerator;
import threadlab.server.events.CloseReason;

/** Sends a message, reads a part of its echo, and resets the connection before it has read the rest. */
final class Resetter implements MisbehavingClient {
    @Override
    public CloseReason run(Socket socket, RandomGenerator random) throws IOException {
        byte[] message = MisbehavingClient.message(random);
        socket.setSoLinger(true, 0); // close sends a reset
        socket.getOutputStream().write(message);
        socket.getInputStream().readNBytes(random.nextInt(message.length));
        return CloseReason.RESET;
    }
}
