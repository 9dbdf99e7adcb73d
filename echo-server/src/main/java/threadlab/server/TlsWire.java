package threadlab.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
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
final class TlsWire extends Wire {
    private final Waiting waiting;
    private final TlsRecords records;

    TlsWire(SocketChannel channel, Waiting waiting, TlsRecords records) {
        super(channel, waiting);
        this.waiting = waiting;
        this.records = records;
    }

    @Override
    boolean opens() {
        return true;
    }

    @Override
    boolean open(Consumer<IOException> failure) throws IOException {
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
        int count = receive(records.room());
        if (count < 0) {
            throw new EOFException("the peer left in the middle of the handshake");
        }
        if (count == 0) {
            super.awaitInput();
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
            shutdownOutput();
            while (receive(records.room().clear()) >= 0) {
                super.awaitInput();
            }
        } catch (IOException gone) {
            // Or cut off, since it took too long. The handshake has failed all the same.
        }
    }

    @Override
    void awaitInput() throws IOException {
        if (records.holdsMore()) {
            waiting.pause();
        } else {
            super.awaitInput();
        }
    }

    @Override
    int read(ByteBuffer into) throws IOException {
        int count = records.unwrap(into);
        while (count == 0) {
            int received = receive(records.room());
            if (received < 0 && mayReceive()) {
                throw new EOFException("the stream was cut: nobody has ended it");
            }
            if (received <= 0) {
                return received;
            }
            count = records.unwrap(into);
        }
        return count;
    }

    @Override
    ByteBuffer write(ByteBuffer bytes) throws IOException {
        ByteBuffer wrapped = records.wrap(bytes);
        try {
            return send(wrapped);
        } finally {
            records.sent(wrapped);
        }
    }

    @Override
    boolean hasReceived() throws IOException {
        return records.holdsMore() || super.hasReceived();
    }

    @Override
    void sayGoodbye() {
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
    void endOutput() {
        Thread.startVirtualThread(() -> {
            try {
                sayEnd();
                shutdownOutput();
            } catch (IOException goneAlready) {
                // The session's own thread meets the same end and reports it.
            }
        });
    }
}
