package threadlab.server.blocking;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.ChannelIo;
import threadlab.server.core.CloseUtils;
import threadlab.server.core.SessionDispatcher;
import threadlab.server.core.SessionRegistry;
import threadlab.server.core.TokenBucket;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;
import threadlab.server.work.Work;

/**
 * Starts a thread for each session, platform or virtual, which ends with its session.
 *
 * @param bytesPerSecond what a session may read; 0 for no limit
 * @param work for each message; null for an echo at once
 */
public record ThreadPerSession(ThreadFactory threads, ChannelIo.Strategy io, Transport.Factory transports,
        int bytesPerSecond, SessionRegistry registry, ServerListener listener, @Nullable Work work)
        implements
            SessionDispatcher {

    @Override
    public void serve(SocketChannel channel, InetSocketAddress peer) throws IOException {
        BlockingSession session = session(channel, peer);
        registry.register(session, peer.getAddress());
        try {
            threads.newThread(session).start();
        } catch (OutOfMemoryError e) { // how the JDK says that the system has no more threads
            channel.close();
            registry.unregister(session, CloseReason.NO_THREAD);
            throw new IOException(e.getMessage(), e);
        }
    }

    private BlockingSession session(SocketChannel channel, InetSocketAddress peer) throws IOException {
        try {
            ChannelIo sessionIo = io.open(channel);
            if (bytesPerSecond > 0) {
                sessionIo = new RateLimitedIo(sessionIo, new TokenBucket(bytesPerSecond, System.nanoTime()));
            }
            Transport transport = transports.open(channel, sessionIo);
            return work == null
                    ? new BlockingSession(channel, peer, transport, registry, listener)
                    : new WorkingSession(channel, peer, transport, registry, listener, work.nextSession());
        } catch (IOException e) {
            channel.close();
            registry.release();
            throw e;
        }
    }

    /** Every thread has ended with its session. */
    @Override
    public void close() {
        io.close();
        if (work != null) {
            CloseUtils.closeLogged(work, ThreadPerSession.class);
        }
    }
}
