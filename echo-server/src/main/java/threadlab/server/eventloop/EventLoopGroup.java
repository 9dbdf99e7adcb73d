package threadlab.server.eventloop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import threadlab.server.core.BlockingIo;
import threadlab.server.core.ChannelIo;
import threadlab.server.core.SessionDispatcher;
import threadlab.server.core.SessionRegistry;
import threadlab.server.core.TokenBucket;
import threadlab.server.events.ServerListener;

/**
 * A fixed number of loops, each with a selector and a thread, get the sessions in turn. What a message takes is done by
 * other threads, if the thread model has them.
 */
public final class EventLoopGroup implements SessionDispatcher {
    /** Sessions that may wait for their loop to open them: the acceptor must not outrun the loops. */
    public static final int MAX_OPENING = 256;

    private final EventLoop[] loops;
    private final Semaphore opening = new Semaphore(MAX_OPENING);
    /** What a session may read; 0 for no limit. */
    private final int bytesPerSecond;
    private final Requests requests;
    private final SessionRegistry registry;
    private final ServerListener listener;
    /** Used by the acceptor only. */
    private int next;

    /**
     * @param bytesPerSecond what a session may read; 0 for no limit
     */
    public EventLoopGroup(int count, ThreadFactory threads, Requests requests, int bytesPerSecond,
            SessionRegistry registry, ServerListener listener) throws IOException {
        this.requests = requests;
        this.bytesPerSecond = bytesPerSecond;
        this.registry = registry;
        this.listener = listener;
        this.loops = new EventLoop[count];
        for (int i = 0; i < count; i++) {
            loops[i] = new EventLoop();
            threads.newThread(loops[i]).start();
        }
    }

    /** The acceptor is a platform thread of its own. */
    @Override
    public ChannelIo.Strategy io() {
        return BlockingIo.STRATEGY;
    }

    @Override
    public void serve(SocketChannel channel, InetSocketAddress peer) {
        EventLoop loop = loops[next++ % loops.length];
        long readyAt = System.nanoTime(); // the wait for a busy loop to make room counts
        TokenBucket bucket = bytesPerSecond == 0 ? null : new TokenBucket(bytesPerSecond, readyAt);
        var session = new NonBlockingSession(channel, peer, loop, new Throttle(bucket, loop),
                requests.nextSession(loop), registry, listener);
        registry.register(session, peer.getAddress());
        opening.acquireUninterruptibly(); // else a burst takes descriptors faster than the loops can close them
        loop.execute(() -> {
            opening.release();
            session.open(System.nanoTime() - readyAt);
        });
    }

    @Override
    public void close() {
        requests.close();
        for (EventLoop loop : loops) {
            loop.close();
        }
    }
}
