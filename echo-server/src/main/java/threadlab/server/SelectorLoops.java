package threadlab.server;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/** The event-loop model: a fixed number of loops, each with a selector and a thread, share the sessions in turn. */
final class SelectorLoops implements SessionThreads {
    private final SelectorLoop[] loops;
    private final SessionRegistry registry;
    private final ServerEvents events;
    /** The accept loop's own. */
    private int next;

    SelectorLoops(int count, ThreadFactory threads, SessionRegistry registry, ServerEvents events)
            throws IOException {
        this.registry = registry;
        this.events = events;
        this.loops = new SelectorLoop[count];
        for (int i = 0; i < count; i++) {
            loops[i] = new SelectorLoop();
            threads.newThread(loops[i]).start();
        }
    }

    @Override
    public void serve(SocketChannel channel) {
        SelectorLoop loop = loops[next++ % loops.length];
        var session = new SelectorSession(channel, loop, registry, events);
        registry.register(session);
        loop.execute(session::open);
    }

    @Override
    public void close() {
        for (SelectorLoop loop : loops) {
            loop.close();
        }
    }
}
