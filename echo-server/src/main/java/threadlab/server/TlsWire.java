package threadlab.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * TLS 1.2 or 1.3 over a socket (RFC 5246, RFC 8446): moves {@link TlsRecords}, by blocking in the same places as a session
 * without TLS does.
 *
 * <p>Only the session's thread reads. Who writes is settled by the session's phase: its thread while it opens or echoes,
 * the drain once it has half-closed a session that waits. So no lock is held while anybody blocks. Reading never writes:
 * what the protocol has to answer later than in the handshake goes with the next echo.
 */
final class TlsWire implements Wire {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final SocketChannel channel;
    private final Waiting waiting;
    private final TlsRecords records;
    /** Of the socket's bytes, how many may still be read. */
    private int allowance = NO_LIMIT;

    TlsWire(SocketChannel channel, Waiting waiting, TlsRecords records) {
        this.channel = channel;
        this.waiting = waiting;
        this.records = records;
    }

    @Override
    public boolean opens() {
        return true;
    }

    @Override
    public boolean open(Consumer<IOException> failure) throws IOException {
        try {
            records.beginHandshake();
            while (true) {
                switch (records.shakeHands()) {
                    case WRAP -> sendAll();
                    case RECORDS -> awaitMore();
                    case NOTHING -> {
                        return true;
                    }
                }
            }
        } catch (SSLException e) {
            failure.accept(e);
            tellWhy();
            return false;
        }
    }

    private void awaitMore() throws IOException {
        int count = receive();
        if (count < 0) {
            throw new EOFException("the peer left in the middle of the handshake");
        }
        if (count == 0) {
            waiting.await(SelectionKey.OP_READ);
        }
    }

    private void sendAll() throws IOException {
        ByteBuffer rest = write(TlsRecords.nothing());
        if (rest != null) {
            writeRest(rest);
        }
    }

    /**
     * Sends the alert that the engine has made of its exception. Then reads what the peer still had on the way: it would be
     * answered with a reset, and that would overtake the alert.
     */
    private void tellWhy() {
        try {
            if (records.needsWrap()) {
                sendAll();
            }
            channel.shutdownOutput();
            while (channel.read(records.room().clear()) >= 0) {
                waiting.await(SelectionKey.OP_READ);
            }
        } catch (IOException gone) {
            // Or cut off, since it took too long. The handshake has failed all the same.
        }
    }

    @Override
    public void awaitInput() throws IOException {
        if (records.holdsMore()) {
            waiting.pause();
        } else {
            waiting.await(SelectionKey.OP_READ);
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = records.unwrap(into);
        while (count == 0) {
            int received = receive();
            if (received < 0 && allowance > 0) {
                throw new EOFException("the stream was cut: nobody has ended it");
            }
            if (received <= 0) {
                return received;
            }
            count = records.unwrap(into);
        }
        return count;
    }

    /** Bytes that have come from the socket, 0 for none, -1 at its end or if no more are allowed. */
    private int receive() throws IOException {
        if (allowance == 0) {
            return -1;
        }
        ByteBuffer room = records.room();
        try {
            int count = channel.read(room.limit(room.position() + Math.min(room.remaining(), allowance)));
            allowance -= allowance == NO_LIMIT ? 0 : Math.max(0, count);
            return count;
        } finally {
            room.limit(room.capacity());
        }
    }

    @Override
    public ByteBuffer write(ByteBuffer bytes) throws IOException {
        ByteBuffer wrapped = records.wrap(bytes);
        try {
            channel.write(wrapped);
            return wrapped.hasRemaining() ? ByteBuffer.allocate(wrapped.remaining()).put(wrapped).flip() : null;
        } finally {
            records.sent(wrapped);
        }
    }

    @Override
    public void writeRest(ByteBuffer rest) throws IOException {
        Wire.writeRest(rest, channel, waiting);
    }

    @Override
    public void takeNoMore() throws IOException {
        allowance = received();
    }

    @Override
    public boolean hasReceived() throws IOException {
        return records.holdsMore() || received() > 0;
    }

    private int received() throws IOException {
        return channel.socket().getInputStream().available();
    }

    @Override
    public void sayGoodbye() {
        try {
            sayEnd();
        } catch (IOException gone) {
            // The peer has not waited for it.
        }
    }

    private void sayEnd() throws IOException {
        records.end();
        write(TlsRecords.nothing());
    }

    /** On a thread of its own, for the socket may have no room, and a socket that blocks would then block the drain. */
    @Override
    public void endOutput() {
        Thread.startVirtualThread(() -> {
            try {
                sayEnd();
                channel.shutdownOutput();
            } catch (IOException goneAlready) {
                // The session's own thread meets the same end and reports it.
            }
        });
    }
}
