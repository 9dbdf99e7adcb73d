package threadlab.server.core;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import threadlab.server.events.ServerListener;

/**
 * The accept loop of every thread model. It acquires a permit from the registry before it accepts: while the server is
 * full, new connections wait in the backlog, and none is accepted only to be dropped.
 *
 * <p>The loop runs on a thread of the model's own kind. With virtual threads that matters: the loop takes a burst of
 * connections off the backlog before their sessions, started behind it, keep the carriers busy.
 */
public final class Acceptor implements Runnable {
    private final ListeningSocket socket;
    private final ConnectionFilter filter;
    private final SessionRegistry registry;
    private final SessionDispatcher dispatcher;
    private final AcceptGuard guard;

    public Acceptor(ListeningSocket socket, ConnectionFilter filter, SessionRegistry registry,
            SessionDispatcher dispatcher, ServerListener listener) {
        this.socket = socket;
        this.filter = filter;
        this.registry = registry;
        this.dispatcher = dispatcher;
        this.guard = new AcceptGuard(registry, listener);
    }

    @Override
    public void run() {
        try {
            while (registry.acquire()) {
                acceptOne();
            }
        } catch (ClosedChannelException stopped) {
            // The stop closed the socket; the permit was released.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Uses or releases the permit that was acquired. */
    private void acceptOne() throws ClosedChannelException, InterruptedException {
        SocketChannel channel;
        try {
            guard.check();
            channel = filter.accept(socket);
        } catch (ClosedChannelException stopped) {
            registry.release();
            throw stopped;
        } catch (IOException e) {
            registry.release();
            guard.backOff(e);
            return;
        }
        try {
            dispatcher.serve(channel, (InetSocketAddress) channel.getRemoteAddress());
            guard.succeeded();
        } catch (IOException e) {
            guard.backOff(e);
        }
    }
}
