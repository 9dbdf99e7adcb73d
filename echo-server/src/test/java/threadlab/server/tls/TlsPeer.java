package threadlab.server.tls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import threadlab.server.Peer;
import threadlab.server.StreamEnd;

/**
 * A client of TLS that sends what no library would. Its records are bytes in the caller's hand: several can go into one
 * segment, in any order, cut or changed. Each is made with the next sequence number. It offers one cipher suite and one
 * group, AES-128-GCM with SHA-256 and X25519, and looks neither at the server's certificate nor at what that signs.
 *
 * <p>One thread may make and send records while another receives.
 */
public abstract class TlsPeer implements AutoCloseable {
    private final Peer peer;
    /** Received, and not asked for yet. */
    private byte[] messages = {};
    private byte[] data = {};
    private StreamEnd end = StreamEnd.NONE;
    private int alert = -1;

    public TlsPeer(Peer peer) {
        this.peer = peer;
    }

    /** The next record that this end sends. */
    public abstract byte[] seal(int type, byte... content);

    /** The next record that the server has sent. */
    public abstract TlsRecord.Content open(TlsRecord record);

    /** Messages of a handshake have come after the first handshake, all that are in one record. */
    public abstract void heard(byte[] messages);

    /** The same connection for what every peer can do. */
    public final Peer peer() {
        return peer;
    }

    public final byte[] data(byte... bytes) {
        return seal(TlsRecord.APPLICATION_DATA, bytes);
    }

    public final byte[] handshake(HandshakeMessage message) {
        return seal(TlsRecord.HANDSHAKE, message.bytes());
    }

    /** @param level 1 for a warning, 2 for a fatal one (RFC 8446, section 6) */
    public final byte[] alert(int level, int description) {
        return seal(TlsRecord.ALERT, (byte) level, (byte) description);
    }

    public final byte[] closeNotify() {
        return alert(1, 0);
    }

    /** Records, or any bytes, in one write. */
    public final void send(byte[]... parts) throws IOException {
        peer.send(TlsRecord.join(parts));
    }

    /** The server's next bytes of data; fewer if {@link #end} says how they have ended. */
    public final byte[] receive(int count) {
        var received = new ByteArrayOutputStream();
        received.writeBytes(data);
        end = StreamEnd.NONE;
        while (received.size() < count && end == StreamEnd.NONE) {
            received.writeBytes(nextData());
        }
        byte[] all = received.toByteArray();
        int taken = Math.min(count, all.length);
        data = Arrays.copyOfRange(all, taken, all.length);
        return Arrays.copyOf(all, taken);
    }

    public final byte[] receiveRest() {
        return receive(Integer.MAX_VALUE);
    }

    /** The result of the last call that received. */
    public final StreamEnd end() {
        return end;
    }

    /** The description of the last alert; -1 if none has come. */
    public final int alert() {
        return alert;
    }

    /** The next message of the handshake: messages may fill part of a record, or several. */
    public final HandshakeMessage nextMessage() throws IOException {
        HandshakeMessage message = HandshakeMessage.first(messages);
        while (message == null) {
            TlsRecord record = TlsRecord.receive(peer);
            if (record == null) {
                throw new IOException("the server has ended the handshake");
            }
            TlsRecord.Content content = open(record);
            switch (content.type()) {
                case TlsRecord.HANDSHAKE -> messages = TlsRecord.join(messages, content.bytes());
                case TlsRecord.ALERT -> throw new IOException("alert " + content.bytes()[1] + " in the handshake");
                default -> {
                    // A ChangeCipherSpec holds nothing.
                }
            }
            message = HandshakeMessage.first(messages);
        }
        messages = Arrays.copyOfRange(messages, message.bytes().length, messages.length);
        return message;
    }

    /** The data of one record; empty if it holds something else. */
    private byte[] nextData() {
        byte[] nothing = {};
        try {
            TlsRecord record = TlsRecord.receive(peer);
            if (record == null) {
                end = StreamEnd.FIN;
                return nothing;
            }
            TlsRecord.Content content = open(record);
            switch (content.type()) {
                case TlsRecord.APPLICATION_DATA -> {
                    return content.bytes();
                }
                case TlsRecord.HANDSHAKE -> heard(content.bytes());
                case TlsRecord.ALERT -> {
                    alert = content.bytes()[1];
                    end = alert == 0 ? StreamEnd.CLOSE_NOTIFY : StreamEnd.ALERT;
                }
                default -> throw new AssertionError("content of type " + content.type());
            }
        } catch (SocketTimeoutException e) {
            end = StreamEnd.TIMEOUT;
        } catch (IOException e) {
            end = StreamEnd.RESET;
        }
        return nothing;
    }

    @Override
    public final void close() throws IOException {
        peer.close();
    }
}
