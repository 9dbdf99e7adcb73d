package threadlab.server.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import threadlab.server.events.ServerListener;

/**
 * The accept loop, of every thread model. Takes a place in the registry before it accepts: while the server is full the
 * backlog holds those who come, and nobody is accepted only to be dropped.
 *
 * <p>The loop runs on a thread of the model's own kind. For virtual threads that matters: the loop takes a burst of
 * connections off the backlog before their sessions, started behind it, keep the carriers busy.
 */
public final class Acceptor implements Runnable {
    /** Connections that are taken one after the other before the sessions have a turn. */
    private static final int BATCH = 512;

    private final ServerSocketChannel listener;
    private final ReadinessWaiter waiting;
    private final ConnectionFilter admission;
    private final SessionRegistry registry;
    private final ServerListener events;
    private final SessionDispatcher sessions;
    /** The loop's own, from here on. */
    private int inBatch;
    private final AcceptBackoff backoff = new AcceptBackoff();
    private final ReservedFileDescriptors spare = new ReservedFileDescriptors();
    private final HeapReserve heap = new HeapReserve();

    public Acceptor(ServerSocketChannel listener, ReadinessWaiter waiting, ConnectionFilter admission,
            SessionRegistry registry,
            ServerListener events, SessionDispatcher sessions) {
        this.listener = listener;
        this.waiting = waiting;
        this.admission = admission;
        this.registry = registry;
        this.events = events;
        this.sessions = sessions;
    }

    public void start(ThreadFactory threads) {
        threads.newThread(this).start();
    }

    @Override
    public void run() {
        try {
            while (registry.awaitPlace()) {
                acceptOne();
            }
        } catch (ClosedChannelException stopped) {
            // The stop closed the listener; the place was given back.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            spare.release();
        }
    }

    /** Fills or gives back the place that was taken. */
    private void acceptOne() throws ClosedChannelException, InterruptedException {
        SocketChannel channel;
        InetAddress from;
        try {
            spare.acquire();
            heap.check();
            channel = accept();
            from = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
        } catch (ClosedChannelException stopped) {
            registry.leavePlace();
            throw stopped;
        } catch (IOException e) {
            registry.leavePlace();
            backOff(e);
            return;
        }
        try {
            sessions.serve(channel, from);
            backoff.succeeded();
        } catch (IOException e) {
            backOff(e);
        }
    }

    private SocketChannel accept() throws IOException {
        while (true) {
            SocketChannel channel = inBatch++ < BATCH ? listener.accept() : null;
            if (channel == null) {
                inBatch = 0;
                waiting.await(SelectionKey.OP_ACCEPT);
            } else if (admission.admits(channel)) {
                return channel;
            }
        }
    }

    /** Waits for the delay to pass or for a session to end, which frees what was missing. */
    private void backOff(IOException reason) throws InterruptedException {
        spare.release();
        int failures = backoff.failed();
        events.acceptFailed(reason, failures, backoff.delay());
        registry.awaitDeparture(backoff.delay());
    }
}
