package threadlab.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes on everything between clients and a server, and changes a bit in all that passes once it is told to. */
public final class TamperingProxy implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final int server;
    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean tampersWithServer;
    private volatile boolean tampersWithClient;

    /** @param server the server's port */
    public TamperingProxy(int server) throws IOException {
        this.server = server;
        Thread.startVirtualThread(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on, with what the server sends, or else with what clients send. */
    public void tamper(boolean fromServer) {
        tampersWithServer |= fromServer;
        tampersWithClient |= !fromServer;
    }

    private void accept() {
        try {
            for (;;) {
                Socket client = listener.accept();
                var upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                sockets.addAll(List.of(client, upstream));
                Thread.startVirtualThread(() -> pass(client, upstream, false));
                Thread.startVirtualThread(() -> pass(upstream, client, true));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void pass(Socket from, Socket to, boolean fromServer) {
        byte[] buffer = new byte[CHUNK];
        try {
            for (int count = from.getInputStream().read(buffer); count >= 0; count = from.getInputStream()
                    .read(buffer)) {
                if (fromServer ? tampersWithServer : tampersWithClient) {
                    buffer[count - 1] ^= 1; // within a record, whatever of it has come
                }
                to.getOutputStream().write(buffer, 0, count);
            }
            to.shutdownOutput();
        } catch (IOException ended) {
            // by either side
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
