package threadlab.server;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/** A thread for each session, platform or virtual: it ends when the session ends. */
final class ThreadPerSession implements SessionThreads {
    private final ThreadFactory threads;
    private final SessionRegistry registry;
    private final ServerEvents events;

    ThreadPerSession(ThreadFactory threads, SessionRegistry registry, ServerEvents events) {
        this.threads = threads;
        this.registry = registry;
        this.events = events;
    }

    @Override
    public void serve(SocketChannel channel) throws IOException {
        var session = new EchoSession(channel, registry, events);
        registry.register(session);
        try {
            session.start(threads);
        } catch (OutOfMemoryError e) { // the JDK's way to say that the system gives no more threads
            channel.close();
            registry.unregister(session, CloseReason.NO_THREAD);
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        // Every thread has ended with its session.
    }
}
