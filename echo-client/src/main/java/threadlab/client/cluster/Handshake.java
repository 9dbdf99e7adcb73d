package threadlab.client.cluster;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import threadlab.support.CloseUtils;

/** The TLS handshake by which both sides prove that they are members. One timeout covers all of it. */
final class Handshake {
    private final SSLContext context;
    private final Duration timeout;

    Handshake(SSLContext context, Duration timeout) {
        this.context = context;
        this.timeout = timeout;
    }

    /**
     * Performs the handshake on a connected socket, which is closed if it fails. Blocks.
     *
     * @throws IOException if the other side is not a member or is too slow
     */
    SSLSocket with(Socket raw, boolean isClient) throws IOException {
        var over = new CompletableFuture<Boolean>().completeOnTimeout(false, timeout.toNanos(), TimeUnit.NANOSECONDS);
        over.thenAccept(inTime -> {
            if (!inTime) {
                CloseUtils.closeAndLog(raw, Handshake.class); // ends the handshake
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

}
