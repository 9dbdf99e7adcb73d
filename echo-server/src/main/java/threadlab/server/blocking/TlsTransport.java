package threadlab.server.blocking;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import threadlab.server.core.ReadinessWaiter;

/**
 * TLS 1.2 or 1.3 over a socket (RFC 5246, RFC 8446): moves {@link TlsEngine}, by blocking in the same places as a session
 * without TLS does.
 *
 * <p>Only the session's thread reads. Who writes is settled by the session's phase: its thread while it opens or echoes,
 * the drain once it has half-closed a session that waits. So an echo takes no lock. Reading never writes: what the
 * protocol has to answer is written by the session in an echo of its own, before it reads on.
 */
public final class TlsTransport extends Transport {
    private final ReadinessWaiter waiting;
    private final TlsEngine records;
    /** What came last has filled the room for it. The session's thread's own. */
    private boolean probablyMore;
    /** Held while the end is being said: whoever comes second finds it said. */
    private final ReentrantLock ending = new ReentrantLock();
    /** Guarded by {@link #ending}. */
    private boolean ended;

    public TlsTransport(SocketChannel channel, ReadinessWaiter waiting, TlsEngine records) {
        super(channel, waiting);
        this.waiting = waiting;
        this.records = records;
    }

    @Override
    boolean opens() {
        return true;
    }

    @Override
    void open() throws IOException {
        records.beginHandshake();
        while (true) {
            switch (records.shakeHands()) {
                case WRAP -> sendOwed();
                case RECORDS -> receiveMore();
                case NOTHING -> {
                    return;
                }
            }
        }
    }

    private void receiveMore() throws IOException {
        super.awaitInput();
        if (receive(records.room()) < 0) {
            throw new EOFException("the peer left in the middle of the handshake");
        }
    }

    private void sendOwed() throws IOException {
        ByteBuffer rest = write(TlsEngine.nothing());
        if (rest != null) {
            writeRest(rest);
        }
    }

    @Override
    void awaitInput() throws IOException {
        if (records.holdsMore() || probablyMore) {
            waiting.takeTurn();
        }
        if (!records.holdsMore()) {
            super.awaitInput();
        }
    }

    @Override
    int read(ByteBuffer into) throws IOException {
        int count = unwrap(into);
        while (count == 0 && !owesAnswer()) {
            ByteBuffer room = records.room();
            int received = receive(room);
            probablyMore = !room.hasRemaining();
            if (received < 0 && mayReceive()) {
                throw new EOFException("the stream was cut: nobody has ended it");
            }
            if (received <= 0) {
                return received;
            }
            count = unwrap(into);
        }
        return count;
    }

    private int unwrap(ByteBuffer into) throws IOException {
        int count = records.unwrap(into);
        waiting.charge(records.takeOverhead());
        return count;
    }

    @Override
    boolean owesAnswer() {
        return records.owesAnswer();
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
    void sayEnd() throws IOException {
        ending.lock();
        try {
            if (!ended) {
                ended = true;
                records.end();
                sendOwed();
            }
        } finally {
            ending.unlock();
        }
    }

    /** On a thread of its own, for the socket may have no room, and a socket that blocks would then block the drain. */
    @Override
    void endOutputSoon() {
        Thread.startVirtualThread(() -> {
            try {
                endOutput();
            } catch (IOException goneAlready) {
                // The session's own thread meets the same end and reports it.
            }
        });
    }
}
