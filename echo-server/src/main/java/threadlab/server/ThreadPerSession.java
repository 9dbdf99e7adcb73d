package threadlab.server;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/** A thread for each session, platform or virtual: it ends when the session ends. */
final class ThreadPerSession implements SessionThreads {
    private final ThreadFactory threads;
    private final WaitPolicy policy;
    private final SessionRegistry registry;
    private final ServerEvents events;

    ThreadPerSession(ThreadFactory threads, WaitPolicy policy, SessionRegistry registry, ServerEvents events) {
        this.threads = threads;
        this.policy = policy;
        this.registry = registry;
        this.events = events;
    }

    @Override
    public void serve(SocketChannel channel) throws IOException {
        EchoSession session = session(channel);
        registry.register(session);
        try {
            session.start(threads);
        } catch (OutOfMemoryError e) { // the JDK's way to say that the system gives no more threads
            channel.close();
            registry.unregister(session, CloseReason.NO_THREAD);
            throw new IOException(e.getMessage(), e);
        }
    }

    private EchoSession session(SocketChannel channel) throws IOException {
        try {
            return new EchoSession(channel, policy.waitingFor(channel), policy.buffers(), registry, events);
        } catch (IOException e) {
            channel.close();
            registry.leavePlace();
            throw e;
        }
    }

    @Override
    public Waiting waitingFor(ServerSocketChannel listener) throws IOException {
        return policy.waitingFor(listener);
    }

    /** Every thread has ended with its session. */
    @Override
    public void close() {
        policy.close();
    }
}
