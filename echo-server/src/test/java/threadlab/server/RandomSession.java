package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import threadlab.server.events.CloseReason;
import threadlab.server.tls.TlsRecord;

/**
 * A client's part of a session: random bytes in random records, cut into random pieces, and one of several ends. All of
 * it is a function of the seed; when a piece arrives is not.
 */
abstract class RandomSession implements AutoCloseable {
    /** What the client does last. */
    enum Ending {
        CLOSE_NOTIFY_AND_FIN, CLOSE_NOTIFY, FIN, RESET
    }

    private static final int MOST_RECORDS = 11;
    /**
     * No record follows after so many bytes. After not many more the JDK's engine asks for a new key, by {@code
     * new-keys.properties}, and a close_notify that reaches it before that key breaks the connection.
     */
    private static final int ENOUGH = 100_000;

    final SplittableRandom random;
    private final ByteArrayOutputStream echoed = new ByteArrayOutputStream();

    RandomSession(long seed) {
        random = new SplittableRandom(seed);
    }

    abstract Peer peer();

    abstract List<Ending> endings();

    /** What the client sends next; hands {@link #randomBytes} what of it is to come back. */
    abstract byte[] nextRecord();

    abstract byte[] closeNotify();

    /** The bytes that the server sends back; fewer if {@link #end} tells how they have ended. */
    abstract byte[] receive(int count);

    abstract StreamEnd end();

    /** Checks what comes back last. */
    abstract void checkEnd(Ending ending);

    /** Why the server should say that the session has ended. */
    abstract CloseReason reason(Ending ending);

    /** How many bytes were to come back. */
    final int bytes() {
        return echoed.size();
    }

    /** Sends it all and checks that each byte comes back in its place. */
    final Ending play() throws Exception {
        byte[] wire = records();
        Ending ending = oneOf(endings());
        boolean atOnce = ending != Ending.RESET && random.nextBoolean(); // a reset would overtake what is to come back
        var receiving = new FutureTask<>(() -> receive(bytes()));
        Thread.startVirtualThread(receiving);
        if (atOnce) {
            sendInPieces(TlsRecord.join(wire, goodbye(ending)));
            endConnection(ending);
            checkEcho(receiving.get());
        } else {
            sendInPieces(wire);
            checkEcho(receiving.get());
            sendInPieces(goodbye(ending));
            endConnection(ending);
        }
        if (ending != Ending.RESET) {
            checkEnd(ending);
        }
        return ending;
    }

    /** At least 1; small ones are as likely as large ones. */
    final int size(int mostAsPowerOfTwo) {
        return (int) Math.pow(2, random.nextDouble(mostAsPowerOfTwo));
    }

    final <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    final byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        echoed.writeBytes(bytes);
        return bytes;
    }

    private byte[] records() {
        var wire = new ByteArrayOutputStream();
        for (int i = random.nextInt(MOST_RECORDS); i >= 0 && wire.size() < ENOUGH; i--) {
            wire.writeBytes(nextRecord());
        }
        return wire.toByteArray();
    }

    private void sendInPieces(byte[] wire) throws IOException {
        for (int from = 0; from < wire.length;) {
            int to = Math.min(wire.length, from + size(oneOf(List.of(3, 8, 15))));
            peer().send(Arrays.copyOfRange(wire, from, to));
            from = to;
            if (random.nextInt(20) == 0) {
                LockSupport.parkNanos(random.nextInt(3_000_000)); // so that a piece travels alone
            }
        }
    }

    /** Checks that no more data comes back, but this end. */
    final void expect(StreamEnd next) {
        assertThat(receive(1)).as("bytes after the last").isEmpty();
        assertThat(end()).as("what comes after the last byte").isEqualTo(next);
    }

    private byte[] goodbye(Ending ending) {
        return ending == Ending.CLOSE_NOTIFY || ending == Ending.CLOSE_NOTIFY_AND_FIN ? closeNotify() : new byte[0];
    }

    private void endConnection(Ending ending) throws IOException {
        switch (ending) {
            case FIN, CLOSE_NOTIFY_AND_FIN -> peer().halfClose();
            case RESET -> peer().reset();
            case CLOSE_NOTIFY -> {
                // The server ends it.
            }
        }
    }

    private void checkEcho(byte[] echo) {
        byte[] sent = echoed.toByteArray();
        int wrong = Arrays.mismatch(echo, sent);
        assertThat(wrong).as("the first byte that is wrong or missing: of %d bytes %d came back, then %s", sent.length,
                echo.length, end()).isEqualTo(-1);
    }

    /** While it is open. */
    final SocketAddress address() {
        return peer().socket().getLocalSocketAddress();
    }

    @Override
    public final void close() throws IOException {
        peer().close();
    }
}
