package threadlab.client.engine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import threadlab.client.plan.Target;
import threadlab.support.Durations;
import threadlab.support.SelfConnection;

/**
 * Sends one message and reads the reply. One timeout covers everything: name lookup, connect, TLS handshake, write,
 * read and close.
 *
 * <p>A socket timeout would apply to each read, so that a server that sends a little now and then could extend it
 * without end. Therefore a second thread does the exchange, and its socket is closed when the time is over.
 */
public record Exchange(Target target, Duration timeout) {

    /**
     * Returns the reply: as long as the message, or shorter if the stream ended. Blocks.
     *
     * @throws SocketTimeoutException if there was no whole reply in time
     */
    public byte[] of(byte[] message) throws IOException, InterruptedException {
        long startedAt = System.nanoTime();
        var reply = new CompletableFuture<byte[]>();
        try (var socket = new Socket()) {
            // A daemon: a name lookup cannot be interrupted, and is then left behind.
            Thread exchange = Thread.ofPlatform().daemon().name("exchange").start(() -> run(socket, message, reply));
            byte[] received = reply.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            exchange.join(timeout.minusNanos(System.nanoTime() - startedAt)); // it sends close_notify
            return received;
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("no whole reply within " + Durations.format(timeout));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void run(Socket socket, byte[] message, CompletableFuture<byte[]> reply) {
        try {
            socket.connect(new InetSocketAddress(target.host(), target.port()));
            SelfConnection.check(socket);
            try (Socket stream = target.wrap(socket)) {
                stream.getOutputStream().write(message);
                reply.complete(stream.getInputStream().readNBytes(message.length));
            }
        } catch (IOException | RuntimeException | Error e) {
            reply.completeExceptionally(e); // no effect if only the close failed
        }
    }
}
