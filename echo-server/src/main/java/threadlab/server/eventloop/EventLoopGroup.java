package threadlab.server.eventloop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
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

    private final List<EventLoop> loops = new ArrayList<>();
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
        try {
            for (int i = 0; i < count; i++) {
                loops.add(new EventLoop());
                threads.newThread(loops.getLast()).start();
            }
        } catch (IOException | OutOfMemoryError e) { // no descriptor, or no thread, is left
            close();
            throw e;
        }
    }

    /** The acceptor is a platform thread of its own. */
    @Override
    public ChannelIo.Strategy io() {
        return BlockingIo.STRATEGY;
    }

    @Override
    public void serve(SocketChannel channel, InetSocketAddress peer) {
        EventLoop loop = loops.get(next++ % loops.size());
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
        loops.forEach(EventLoop::close);
    }
}
