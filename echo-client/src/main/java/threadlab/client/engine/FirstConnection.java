package threadlab.client.engine;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import threadlab.client.transport.Transport;
import threadlab.support.CloseUtils;
import threadlab.support.Durations;
import threadlab.support.SelfConnection;

/**
 * The first connection of a run, which is opened alone and before all others. A server that cannot be reached or is not
 * trusted is then one error, found at once.
 */
record FirstConnection(SocketChannel channel, Transport transport) implements AutoCloseable {

    /**
     * Connects, TLS handshake included. Blocks.
     *
     * @param timeout for all of it together
     * @param stopped ends the attempt when it is completed
     */
    static FirstConnection open(Run run, Duration timeout, CompletableFuture<?> stopped) throws IOException {
        SocketChannel channel = ConnectAttempt.open(run.source(0), run.server());
        var opened = new CompletableFuture<Void>().orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
        opened.exceptionally(timedOutOrStopped -> {
            CloseUtils.closeAndLog(channel, FirstConnection.class); // ends the blocking call
            return null;
        });
        if (!stopped.isDone()) { // otherwise the run connects and ends at once, with a result
            stopped.thenRun(() -> opened.cancel(false));
        }
        try {
            channel.connect(run.server());
            SelfConnection.check(channel.socket());
            Transport transport = run.plan().target().transport(channel);
            transport.handshake(); // blocks, as the channel does
            channel.configureBlocking(false);
            if (!opened.complete(null)) {
                throw new ClosedChannelException(); // it timed out just now
            }
            return new FirstConnection(channel, transport);
        } catch (IOException e) {
            throw stopped.isDone()
                    ? new IOException("stopped before there was a connection", e)
                    : opened.isDone() ? new IOException("not connected within " + Durations.format(timeout), e) : e;
        } finally {
            opened.cancel(false); // no effect if the connection is open
        }
    }

    /** Registers the channel without interest in anything; its transport is attached to the key. */
    SelectionKey register(Selector selector) throws IOException {
        return channel.register(selector, 0, transport);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
