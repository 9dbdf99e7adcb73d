package threadlab.server;

import java.io.IOException;
import java.util.List;
import threadlab.server.events.CloseReason;
import threadlab.server.tls.Tls13Peer;
import threadlab.server.tls.TlsRecord;

/** A {@link RandomSession} of TLS 1.3, with new keys, padding and empty records in between. */
final class RandomTlsSession extends RandomSession {
    private static final int MOST_CONTROL_PADDING = 3_000;
    /** Older engines take an empty record for one that was changed on its way (JDK-8366454). */
    private static final boolean EMPTY_RECORDS = Runtime.version().feature() >= 27;

    private final Tls13Peer peer;

    RandomTlsSession(EchoServer server, long seed) throws IOException {
        super(seed);
        peer = Tls13Peer.connect(server);
    }

    @Override
    Peer peer() {
        return peer.peer();
    }

    @Override
    List<Ending> endings() {
        return List.of(Ending.values());
    }

    @Override
    byte[] nextRecord() {
        return switch (random.nextInt(16)) {
            case 0 -> peer.keyUpdate(true, controlPadding());
            case 1 -> peer.keyUpdate(false, controlPadding());
            case 2 -> peer.keyUpdateInTwoRecords(random.nextBoolean(), controlPadding());
            case 3 -> {
                int padding = controlPadding();
                yield EMPTY_RECORDS ? peer.data(new byte[0], padding) : new byte[0];
            }
            case 4 -> peer.data(randomBytes(TlsRecord.MOST));
            default -> {
                int size = size(oneOf(List.of(4, 9, 14)));
                yield peer.data(randomBytes(size), random.nextInt(4) > 0 ? 0 : random.nextInt(TlsRecord.MOST - size));
            }
        };
    }

    private int controlPadding() {
        return random.nextInt(1 + MOST_CONTROL_PADDING);
    }

    @Override
    byte[] closeNotify() {
        return peer.closeNotify(controlPadding());
    }

    @Override
    byte[] receive(int count) {
        return peer.receive(count);
    }

    @Override
    StreamEnd end() {
        return peer.end();
    }

    @Override
    void checkEnd(Ending ending) {
        if (ending != Ending.FIN) {
            expect(StreamEnd.CLOSE_NOTIFY);
        }
        expect(StreamEnd.FIN);
    }

    @Override
    CloseReason reason(Ending ending) {
        return switch (ending) {
            case CLOSE_NOTIFY, CLOSE_NOTIFY_AND_FIN -> CloseReason.END_OF_STREAM;
            case FIN, RESET -> CloseReason.RESET; // a stream that is cut has not ended
        };
    }
}
