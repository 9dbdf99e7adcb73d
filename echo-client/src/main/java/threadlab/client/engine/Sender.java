package threadlab.client.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import threadlab.client.transport.Transport;
import threadlab.client.verify.MessageSizes;
import threadlab.client.verify.Payload;

/**
 * Sends the messages of one session. Nothing that was sent is stored: the {@link Payload} generates the bytes at any
 * position of the session's stream of messages. Not thread-safe.
 */
final class Sender {
    private final int session;
    private final Payload payload;
    private final MessageSizes sizes;
    private final SelectionKey key;
    private final Transport transport;
    /** Messages to send so far; the last ones may not have been sent yet. */
    private long begun;
    /** The position of the next byte to send. */
    private long message;
    private int offset;
    /** The socket did not take all bytes of the last write. */
    private boolean blocked;
    /** The selector watches whether the socket can be written. */
    private boolean watchesWrite;

    Sender(int session, Run run, SelectionKey key, Transport transport) {
        this.session = session;
        this.payload = run.payload();
        this.sizes = run.plan().sizes();
        this.key = key;
        this.transport = transport;
    }

    /** Adds the next message to those that are to be sent. */
    void begin() {
        begun++;
    }

    /** Returns whether messages wait for the socket. */
    boolean isBlocked() {
        return blocked && message < begun;
    }

    /** Returns whether the byte at that position has not been sent yet. */
    boolean isUnsent(long sequence, int position) {
        return sequence == message && position >= offset;
    }

    /** Sends as much as the socket takes, and has the selector watch the socket if that is not all. */
    void send(EventLoop loop) throws IOException {
        blocked = !transport.flush();
        while (message < begun && !blocked) {
            ByteBuffer out = loop.out();
            fill(out);
            advance(transport.write(out.flip()));
            blocked = out.hasRemaining() || !transport.flush();
        }
        if (blocked != watchesWrite) {
            watchesWrite = blocked;
            key.interestOps(blocked ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    /** Puts as many unsent bytes into the buffer as it has room for, across message boundaries. */
    private void fill(ByteBuffer out) {
        int from = offset;
        for (long next = message; next < begun && out.hasRemaining(); next++) {
            int count = Math.min(out.remaining(), sizes.of(session, next) - from);
            payload.put(out, session, next, from, count);
            from = 0;
        }
    }

    /** Moves past bytes that were sent. */
    private void advance(int count) {
        int left = count;
        while (left > 0) {
            int rest = sizes.of(session, message) - offset;
            if (left < rest) {
                offset += left;
                return;
            }
            left -= rest;
            message++;
            offset = 0;
        }
    }
}
