package threadlab.server.tls;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.util.Arrays;
import threadlab.server.EchoServer;
import threadlab.server.Peer;

/**
 * A {@link TlsPeer} of TLS 1.3 (RFC 8446). After a KeyUpdate of its own it makes its records with the next key. It
 * follows the server's KeyUpdates, but does not answer them.
 */
public final class Tls13Peer extends TlsPeer {
    private static final int AES_128_GCM_SHA256 = 0x1301;
    /** Numbers of extensions, section 4.2. */
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;

    private static final int PATIENCE_MILLIS = 10_000;

    /** Is null until the ServerHello has come. */
    private RecordProtection receiving;
    private RecordProtection sending;
    private int keyUpdates;

    /** Does the handshake (section 2). */
    private Tls13Peer(Peer peer) throws IOException {
        super(peer);
        var schedule = new KeySchedule();
        KeyPair own = TlsCrypto.keyPair();
        send(TlsRecord.of(TlsRecord.HANDSHAKE, schedule.add(clientHello(TlsCrypto.publicKey(own))).bytes()));
        schedule.extract(TlsCrypto.sharedSecret(own, keyShare(schedule.add(nextMessage()).body())));
        byte[] handshakeSecret = schedule.derive("c hs traffic");
        receiving = new RecordProtection(schedule.derive("s hs traffic"));
        while (schedule.add(nextMessage()).type() != HandshakeMessage.FINISHED) {
            // What comes before is the server's certificate and the like.
        }
        sending = new RecordProtection(handshakeSecret);
        byte[] verifyData = schedule.verifyData(handshakeSecret);
        send(handshake(HandshakeMessage.of(HandshakeMessage.FINISHED, verifyData)));
        schedule.extract(KeySchedule.ZEROS);
        sending = new RecordProtection(schedule.derive("c ap traffic"));
        receiving = new RecordProtection(schedule.derive("s ap traffic"));
    }

    public static Tls13Peer connect(EchoServer server) throws IOException {
        return connect(server.address());
    }

    public static Tls13Peer connect(InetSocketAddress server) throws IOException {
        return new Tls13Peer(Peer.connect(server));
    }

    /** @param receiveBuffer about so many bytes the system takes from the server while nobody receives them */
    public static Tls13Peer connect(EchoServer server, int receiveBuffer) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer); // before the connection, which settles the window
        socket.connect(server.address(), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return new Tls13Peer(new Peer(socket));
    }

    /** Section 4.1.2, with a key that the server can answer at once (4.2.8). */
    public static HandshakeMessage clientHello(byte[] publicKey) {
        byte[] share = {0, 4 + TlsCrypto.X25519, 0, HandshakeMessage.X25519, 0, TlsCrypto.X25519};
        return HandshakeMessage.clientHello(AES_128_GCM_SHA256, TlsCrypto.random(32),
                HandshakeMessage.extension(SUPPORTED_VERSIONS, 2, 3, 4),
                HandshakeMessage.extension(KEY_SHARE, TlsRecord.join(share, publicKey)));
    }

    /** Reads a ServerHello, section 4.1.3. */
    private static byte[] keyShare(ByteBuffer serverHello) {
        skip(serverHello, 2 + 32); // version, random
        skip(serverHello, serverHello.get()); // the session
        skip(serverHello, 2 + 1 + 2); // cipher suite, compression, length of the extensions
        while (serverHello.getShort() != KEY_SHARE) {
            skip(serverHello, serverHello.getShort());
        }
        skip(serverHello, 2 + 2 + 2); // length of the extension, group, length of the key
        byte[] key = new byte[TlsCrypto.X25519];
        serverHello.get(key);
        return key;
    }

    private static void skip(ByteBuffer buffer, int count) {
        buffer.position(buffer.position() + count);
    }

    @Override
    public byte[] seal(int type, byte... content) {
        return seal(type, content, 0);
    }

    public byte[] seal(int type, byte[] content, int padding) {
        return sending.seal(type, content, padding);
    }

    public byte[] data(byte[] bytes, int padding) {
        return seal(TlsRecord.APPLICATION_DATA, bytes, padding);
    }

    /** @param requested whether the server, too, is to take a new key (section 4.6.3) */
    public byte[] keyUpdate(boolean requested, int padding) {
        byte[] record = seal(TlsRecord.HANDSHAKE, keyUpdate(requested), padding);
        sending.update();
        return record;
    }

    /** One message, half of it in one record and half in the next. */
    public byte[] keyUpdateInTwoRecords(boolean requested, int padding) {
        byte[] message = keyUpdate(requested);
        byte[] first = seal(TlsRecord.HANDSHAKE, Arrays.copyOf(message, 2), padding);
        byte[] second = seal(TlsRecord.HANDSHAKE, Arrays.copyOfRange(message, 2, message.length), padding);
        sending.update();
        return TlsRecord.join(first, second);
    }

    private static byte[] keyUpdate(boolean requested) {
        return HandshakeMessage.of(HandshakeMessage.KEY_UPDATE, (byte) (requested ? 1 : 0)).bytes();
    }

    public byte[] closeNotify(int padding) {
        return seal(TlsRecord.ALERT, new byte[]{1, 0}, padding);
    }

    /** How many the server has sent. */
    public int keyUpdates() {
        return keyUpdates;
    }

    @Override
    public TlsRecord.Content open(TlsRecord record) {
        return receiving == null ? new TlsRecord.Content(record.type(), record.body()) : receiving.open(record);
    }

    /** A KeyUpdate is always the last message of its record (section 5.1), and the server sends it alone. */
    @Override
    public void heard(byte[] messages) {
        if (messages[0] == HandshakeMessage.KEY_UPDATE) {
            receiving.update();
            keyUpdates++;
        }
    }
}
