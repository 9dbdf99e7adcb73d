package threadlab.support;

import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;

/**
 * A connection that leads from a port to the same port. TCP makes one where nobody listens, if the system chooses the
 * very port that is connected to; whatever is sent comes back, as from an echo server.
 */
public final class SelfConnection {
    private SelfConnection() {
    }

    /**
     * Refuses a connected socket that is connected to itself. Closing it then leaves the port free at once.
     *
     * @throws ConnectException if it is
     */
    public static void check(Socket socket) throws SocketException {
        if (socket.isConnected() && socket.getLocalPort() == socket.getPort()
                && socket.getInetAddress().equals(socket.getLocalAddress())) {
            socket.setSoLinger(true, 0);
            throw new ConnectException("Connection refused: nobody listens there, TCP had connected it to itself");
        }
    }
}
