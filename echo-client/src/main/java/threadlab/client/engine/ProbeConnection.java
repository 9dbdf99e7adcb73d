package threadlab.client.engine;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import threadlab.client.plan.Durations;
import threadlab.client.transport.Transport;

/**
 * The first connection of a run, made alone and before all others, so that a server that is not there, or that is not to
 * be trusted, is one error and found at once.
 */
record ProbeConnection(SocketChannel channel, Transport transport) implements AutoCloseable {

    /**
     * Blocks until it is there, TLS included.
     *
     * @param patience for all of it together
     * @param stopped gives it up when it is completed
     */
    static ProbeConnection open(Run run, Duration patience, CompletableFuture<?> stopped) throws IOException {
        SocketChannel channel = ConnectAttempt.open(run.source(0), run.server());
        var opened = new CompletableFuture<Void>().orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS);
        opened.exceptionally(givenUp -> {
            close(channel); // which ends whatever it waits for
            return null;
        });
        if (!stopped.isDone()) { // else the run is to end at once, with a result
            stopped.thenRun(() -> opened.cancel(false));
        }
        try {
            channel.connect(run.server());
            Transport transport = run.plan().route().transport(channel);
            transport.open(); // blocks, as the channel does
            channel.configureBlocking(false);
            if (!opened.complete(null)) {
                throw new ClosedChannelException(); // at the last moment
            }
            return new ProbeConnection(channel, transport);
        } catch (IOException e) {
            throw stopped.isDone()
                    ? new IOException("stopped before there was a connection", e)
                    : opened.isDone() ? new IOException("not connected within " + Durations.text(patience), e) : e;
        } finally {
            opened.cancel(false); // unless it is there
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(ProbeConnection.class.getName()).log(System.Logger.Level.WARNING, "close failed", e);
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
