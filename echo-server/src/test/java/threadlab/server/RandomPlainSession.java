package threadlab.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import threadlab.server.events.CloseReason;

/** A {@link RandomSession} without TLS. */
final class RandomPlainSession extends RandomSession {
    private final Peer peer;
    private StreamEnd end = StreamEnd.NONE;

    RandomPlainSession(EchoServer server, long seed) throws IOException {
        super(seed);
        peer = Peer.connect(server);
    }

    @Override
    Peer peer() {
        return peer;
    }

    @Override
    List<Ending> endings() {
        return List.of(Ending.FIN, Ending.RESET);
    }

    @Override
    byte[] nextRecord() {
        return randomBytes(size(14));
    }

    @Override
    byte[] closeNotify() {
        throw new UnsupportedOperationException();
    }

    @Override
    byte[] receive(int count) {
        try {
            byte[] bytes = peer.receive(count);
            end = bytes.length < count ? StreamEnd.FIN : StreamEnd.NONE;
            return bytes;
        } catch (SocketTimeoutException e) {
            end = StreamEnd.TIMEOUT;
        } catch (IOException e) {
            end = StreamEnd.RESET;
        }
        return new byte[0];
    }

    @Override
    StreamEnd end() {
        return end;
    }

    @Override
    void checkEnd(Ending ending) {
        expect(StreamEnd.FIN);
    }

    @Override
    CloseReason reason(Ending ending) {
        return ending == Ending.FIN ? CloseReason.END_OF_STREAM : CloseReason.RESET;
    }
}
