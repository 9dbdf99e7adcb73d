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
import threadlab.client.plan.Durations;
import threadlab.client.plan.Target;

/**
 * Sends one message and reads the reply, all within one limit of time: looking up the name, connecting, the TLS
 * handshake, writing, reading and closing.
 *
 * <p>A timeout of a socket would be each read's, and a peer that sends a little now and then would stretch it without
 * end. So a thread talks, and whoever waits for it closes the socket under it when the time is over.
 */
public record Exchange(Target route, Duration limit) {

    /**
     * Blocks until the reply is there: as long as the message, or shorter if the stream ended.
     *
     * @throws SocketTimeoutException if the limit was over before
     */
    public byte[] of(byte[] message) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var reply = new CompletableFuture<byte[]>();
        try (var socket = new Socket()) {
            // A daemon: the look-up of a name cannot be ended from outside, and is then left behind.
            Thread talk = Thread.ofPlatform().daemon().name("exchange").start(() -> talk(socket, message, reply));
            byte[] came = reply.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            talk.join(limit.minusNanos(System.nanoTime() - begun)); // it closes the stream as TLS has it
            return came;
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("no whole reply within " + Durations.text(limit));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void talk(Socket socket, byte[] message, CompletableFuture<byte[]> reply) {
        try {
            socket.connect(new InetSocketAddress(route.host(), route.port()));
            try (Socket stream = route.stream(socket)) {
                stream.getOutputStream().write(message);
                reply.complete(stream.getInputStream().readNBytes(message.length));
            }
        } catch (IOException | RuntimeException | Error e) { // of the close: there is a reply by then, and it stands
            reply.completeExceptionally(e);
        }
    }
}
