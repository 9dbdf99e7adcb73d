package threadlab.server;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.ThreadFactory;

/**
 * The accept loop of the two models that give each session a thread. Platform and virtual are this one class with
 * another {@link ThreadFactory}: the identical code is what makes their comparison an experiment.
 *
 * <p>The loop itself runs on such a thread too. For virtual threads that matters: the loop takes a burst of connections
 * off the backlog before their sessions, started behind it, keep the carriers busy.
 */
final class BlockingAcceptor implements Runnable {
    private final ServerSocketChannel listener;
    private final SessionRegistry registry;
    private final ServerEvents events;
    private final ThreadFactory threads;

    BlockingAcceptor(ServerSocketChannel listener, SessionRegistry registry, ServerEvents events,
            ThreadFactory threads) {
        this.listener = listener;
        this.registry = registry;
        this.events = events;
        this.threads = threads;
    }

    void start() {
        threads.newThread(this).start();
    }

    @Override
    public void run() {
        while (registry.takePlace()) {
            try {
                var session = new EchoSession(listener.accept(), registry, events);
                registry.register(session);
                threads.newThread(session).start();
            } catch (ClosedChannelException stopped) {
                registry.leavePlace();
                return;
            } catch (IOException e) {
                registry.leavePlace();
                System.getLogger(BlockingAcceptor.class.getName()).log(System.Logger.Level.WARNING, "accept failed", e);
            }
        }
    }
}
