package threadlab.server.blocking;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import threadlab.server.core.CloseUtils;
import threadlab.server.core.SessionRegistry;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerListener;

/** One session, served by blocking code on its own thread: reads and writes back until the peer ends its stream. */
public class BlockingSession extends DrainableSession implements Runnable {
    /** Reads before a stack frame is left: one that never returns stays as slow as when it was entered. */
    private static final int READS_PER_FRAME = 64;

    private final SessionRegistry registry;
    /** On the monotonic clock, just before the session's thread is started. */
    private final long createdAt = System.nanoTime();

    public BlockingSession(SocketChannel channel, InetSocketAddress peer, Transport transport,
            SessionRegistry registry, ServerListener listener) {
        super(channel, peer, transport, listener);
        this.registry = registry;
    }

    /** While the session waits, its stack has this method, {@link #serve} and {@link #echoSome}. So they are small. */
    @Override
    public final void run() {
        boolean opened = channel.isOpen(); // else it was closed before its thread ran
        CloseReason reason = CloseReason.RESET;
        try {
            begin(opened);
            reason = serve();
        } finally {
            end(opened, reason);
        }
    }

    private void begin(boolean opened) {
        long startLatency = System.nanoTime() - createdAt;
        registry.starts().started(startLatency);
        if (opened) {
            listener.opened(peer, Duration.ofNanos(startLatency));
        }
    }

    private CloseReason serve() {
        try {
            prepare();
            CloseReason reason = null;
            while (reason == null) {
                reason = echoSome();
            }
            return reason;
        } catch (IOException e) {
            return failed(e);
        }
    }

    private void prepare() throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        transport.io.begin(SelectionKey.OP_READ);
        transport.handshake();
        if (!phase.handshakeDone()) {
            throw new ClosedChannelException(); // by the drain
        }
    }

    private void end(boolean opened, CloseReason reason) {
        try {
            if (phase.isHalfClosed()) {
                tryCloseNotify(); // the drain's thread may still be about to send it, and the socket is closed next
            }
        } finally {
            CloseUtils.closeLogged(channel, BlockingSession.class);
            transport.io.channelClosed();
            if (opened) {
                listener.closed(peer, reason, reads(), bytes());
            }
            registry.unregister(this, reason);
        }
    }

    /** Returns null unless the session has ended. */
    private @Nullable CloseReason echoSome() throws IOException {
        for (int i = 0; i < READS_PER_FRAME && draining == null; i++) {
            int echoed = echo();
            if (echoed < 0) {
                return endOfStream();
            }
            if (echoed > 0) { // else nothing was claimed, and the drain may have half-closed meanwhile
                phase.release();
            }
            transport.awaitReadable();
        }
        if (draining == null) {
            return null;
        }
        return phase.claim() ? finish() : dropUntilThePeerCloses();
    }

    @Override
    final int echo() throws IOException {
        ByteBuffer rest = null;
        int count;
        ByteBuffer buffer = transport.io.acquire();
        try {
            count = transport.read(buffer);
            if (count == 0 && !transport.mustReply()) {
                return 0;
            }
            if (!phase.claim() || count < 0) {
                return -1;
            }
            buffer.flip();
            if (count > 0) {
                listener.received(peer, buffer);
            }
            rest = reply(buffer);
        } finally {
            transport.io.release(buffer);
        }
        if (rest != null) {
            finishReply(rest);
        }
        if (count > 0) {
            phase.countRead(count);
        }
        return 1;
    }

    /** Takes all the bytes, and writes what the socket takes now. Returns the rest; null if there is none. */
    @Nullable
    ByteBuffer reply(ByteBuffer bytes) throws IOException {
        return transport.write(bytes);
    }

    /** Writes the rest of a {@link #reply}, however long that takes. */
    void finishReply(ByteBuffer rest) throws IOException {
        transport.writeFully(rest);
    }
}
