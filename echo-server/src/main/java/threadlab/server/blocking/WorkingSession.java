package threadlab.server.blocking;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.Heap;
import threadlab.server.core.SessionRegistry;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;
import threadlab.server.work.SessionWork;

/** A session that echoes each message after the work for it. */
final class WorkingSession extends BlockingSession {
    private final SessionWork work;

    WorkingSession(SocketChannel channel, InetSocketAddress peer, Transport transport, SessionRegistry registry,
            ServerListener listener, SessionWork work) {
        super(channel, peer, transport, registry, listener);
        this.work = work;
    }

    /** Writes nothing yet: a buffer that sessions share is not held while the work is done. */
    @Override
    @Nullable
    ByteBuffer reply(ByteBuffer bytes) throws IOException {
        if (bytes.hasRemaining()) {
            return Heap.copyOf(bytes);
        }
        transport.writeAll(bytes); // what the protocol has to say
        return null;
    }

    @Override
    void finishReply(ByteBuffer rest) throws IOException {
        while (rest.hasRemaining()) {
            int count = work.doneFor(rest.remaining());
            transport.writeAll(rest.slice(rest.position(), count));
            rest.position(rest.position() + count);
        }
    }

    @Override
    public void abort(CloseReason why) {
        super.abort(why);
        work.cancel();
    }
}
