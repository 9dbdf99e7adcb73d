package threadlab.server.blocking;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;
import threadlab.server.core.ReadinessWaiter;
import threadlab.server.core.SessionDispatcher;
import threadlab.server.core.SessionRegistry;
import threadlab.server.core.TokenBucket;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;

/** A thread for each session, platform or virtual: it ends when the session ends. */
public final class ThreadPerSession implements SessionDispatcher {
    private final ThreadFactory threads;
    private final WaitStrategy policy;
    private final Transport.Wires wires;
    /** What a session may read; 0 for no limit. */
    private final int bytesPerSecond;
    private final SessionRegistry registry;
    private final ServerListener events;

    public ThreadPerSession(ThreadFactory threads, WaitStrategy policy, Transport.Wires wires, int bytesPerSecond,
            SessionRegistry registry,
            ServerListener events) {
        this.threads = threads;
        this.policy = policy;
        this.wires = wires;
        this.bytesPerSecond = bytesPerSecond;
        this.registry = registry;
        this.events = events;
    }

    @Override
    public void serve(SocketChannel channel, InetAddress from) throws IOException {
        BlockingSession session = session(channel);
        registry.register(session, from);
        try {
            session.start(threads);
        } catch (OutOfMemoryError e) { // the JDK's way to say that the system gives no more threads
            channel.close();
            registry.unregister(session, CloseReason.NO_THREAD);
            throw new IOException(e.getMessage(), e);
        }
    }

    private BlockingSession session(SocketChannel channel) throws IOException {
        try {
            ReadinessWaiter waiting = policy.waitingFor(channel);
            if (bytesPerSecond == 0) {
                return session(channel, waiting, policy.buffers());
            }
            var paced = new RateLimited(waiting, policy.buffers(), new TokenBucket(bytesPerSecond, System.nanoTime()));
            return session(channel, paced, paced);
        } catch (IOException e) {
            channel.close();
            registry.leavePlace();
            throw e;
        }
    }

    private BlockingSession session(SocketChannel channel, ReadinessWaiter waiting, Buffers buffers) {
        return new BlockingSession(channel, wires.wireFor(channel, waiting), waiting, buffers, registry, events);
    }

    @Override
    public ReadinessWaiter waitingFor(ServerSocketChannel listener) throws IOException {
        return policy.waitingFor(listener);
    }

    /** Every thread has ended with its session. */
    @Override
    public void close() {
        policy.close();
    }
}
