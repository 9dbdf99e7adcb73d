package threadlab.client.cluster;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The first words on a connection, by which both sides know each other for members; bounded in time as a whole. */
final class Handshake {
    private final SSLContext context;
    private final Duration patience;

    Handshake(SSLContext context, Duration patience) {
        this.context = context;
        this.patience = patience;
    }

    /**
     * Blocks until it is over.
     *
     * @param raw connected; closed if it fails
     * @throws IOException if the other side is no member, or too slow
     */
    SSLSocket with(Socket raw, boolean isClient) throws IOException {
        var over = new CompletableFuture<Boolean>().completeOnTimeout(false, patience.toNanos(), TimeUnit.NANOSECONDS);
        over.thenAccept(inTime -> {
            if (!inTime) {
                close(raw); // which ends the handshake
            }
        });
        try {
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(raw, null, raw.getPort(), true);
            secured.setUseClientMode(isClient);
            if (!isClient) {
                secured.setNeedClientAuth(true);
            }
            secured.startHandshake();
            if (!over.complete(true)) {
                throw new IOException("the handshake took too long");
            }
            return secured;
        } catch (IOException e) {
            over.complete(false);
            throw e;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(Handshake.class.getName()).log(System.Logger.Level.DEBUG, "close failed", e);
        }
    }
}
