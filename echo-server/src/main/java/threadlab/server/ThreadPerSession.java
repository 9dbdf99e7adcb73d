package threadlab.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/** A thread for each session, platform or virtual: it ends when the session ends. */
final class ThreadPerSession implements SessionThreads {
    private final ThreadFactory threads;
    private final WaitPolicy policy;
    private final Wire.Wires wires;
    /** What a session may read; 0 for no limit. */
    private final int bytesPerSecond;
    private final SessionRegistry registry;
    private final ServerEvents events;

    ThreadPerSession(ThreadFactory threads, WaitPolicy policy, Wire.Wires wires, int bytesPerSecond,
            SessionRegistry registry,
            ServerEvents events) {
        this.threads = threads;
        this.policy = policy;
        this.wires = wires;
        this.bytesPerSecond = bytesPerSecond;
        this.registry = registry;
        this.events = events;
    }

    @Override
    public void serve(SocketChannel channel, InetAddress from) throws IOException {
        EchoSession session = session(channel);
        registry.register(session, from);
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
            Waiting waiting = policy.waitingFor(channel);
            if (bytesPerSecond == 0) {
                return session(channel, waiting, policy.buffers());
            }
            var paced = new Paced(waiting, policy.buffers(), new TokenBucket(bytesPerSecond, System.nanoTime()));
            return session(channel, paced, paced);
        } catch (IOException e) {
            channel.close();
            registry.leavePlace();
            throw e;
        }
    }

    private EchoSession session(SocketChannel channel, Waiting waiting, Buffers buffers) {
        return new EchoSession(channel, wires.wireFor(channel, waiting), waiting, buffers, registry, events);
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
