package threadlab.client;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The first connection of a run, made alone and before all others, so that a server that is not there, or that is not to
 * be trusted, is one error and found at once.
 */
record FirstConnection(SocketChannel channel, Transport transport) implements AutoCloseable {

    /**
     * Blocks until it is there, some seconds at most.
     *
     * @param stopped gives it up when it is completed
     */
    static FirstConnection open(Run run, CompletableFuture<?> stopped) throws IOException {
        SocketChannel channel = Attempt.open(run.source(0), run.server());
        var opened = new CompletableFuture<Void>();
        opened.whenComplete((done, givenUp) -> closeIf(givenUp != null, channel));
        if (!stopped.isDone()) { // else the run is to end at once, with a result
            stopped.thenRun(() -> opened.cancel(false));
        }
        try {
            channel.socket().connect(run.server(), Attempt.PATIENCE_MILLIS);
            opened.orTimeout(Attempt.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            Transport transport = run.plan().route().transport(channel);
            transport.open(); // blocks, as the channel does
            channel.configureBlocking(false);
            opened.complete(null);
            return new FirstConnection(channel, transport);
        } catch (IOException e) {
            throw stopped.isDone()
                    ? new IOException("stopped before there was a connection", e)
                    : opened.isDone() ? new IOException("no handshake within 10 s", e) : e;
        } finally {
            closeIf(!opened.isDone(), channel);
        }
    }

    /** Which ends the attempt. */
    private static void closeIf(boolean wanted, SocketChannel channel) {
        try {
            if (wanted) {
                channel.close();
            }
        } catch (IOException e) {
            System.getLogger(FirstConnection.class.getName()).log(System.Logger.Level.WARNING, "close failed", e);
        }
    }

    /** Its place at the selector, with nothing to wait for, and the transport attached. */
    SelectionKey key(Selector selector) throws IOException {
        return channel.register(selector, 0, transport);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
