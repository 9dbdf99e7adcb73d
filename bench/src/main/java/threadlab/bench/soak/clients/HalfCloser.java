package threadlab.bench.soak.clients;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import threadlab.server.events.CloseReason;

/**
 * Sends a message and ends its output at once. The server owes it the whole echo, and then the end of its own output.
 */
final class HalfCloser implements MisbehavingClient {
    @Override
    public CloseReason run(Socket socket, RandomGenerator random) throws IOException {
        byte[] message = MisbehavingClient.message(random);
        socket.getOutputStream().write(message);
        socket.shutdownOutput();
        byte[] echo = socket.getInputStream().readAllBytes();
        if (!Arrays.equals(echo, message)) {
            throw new IOException("half-closed after " + message.length + " bytes, and the echo of " + echo.length
                    + " bytes is not what was sent");
        }
        return CloseReason.END_OF_STREAM;
    }
}
