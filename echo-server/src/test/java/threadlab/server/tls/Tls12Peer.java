package threadlab.server.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Arrays;
import threadlab.server.EchoServer;
import threadlab.server.Peer;

/**
 * A {@link TlsPeer} of TLS 1.2 (RFC 5246) with ECDHE-ECDSA (RFC 8422) and AES-GCM (RFC 5288). The JDK's engine would
 * do, if it made empty records.
 */
public final class Tls12Peer extends TlsPeer {
    private static final int ECDHE_ECDSA_AES_128_GCM_SHA256 = 0xc02b;
    /** Numbers of extensions. */
    private static final int POINT_FORMATS = 11;
    private static final int RENEGOTIATION_INFO = 0xff01;

    private static final int MASTER_SECRET = 48;
    private static final int VERIFY_DATA = 12;
    /** Bytes of a nonce that are not in the record (RFC 5288, section 3). */
    private static final int SALT = 4;

    /** How one direction is protected. */
    private static final class Protection {
        private final byte[] key;
        private final byte[] salt;
        private long sequenceNumber;

        Protection(ByteBuffer key, ByteBuffer salt) {
            this.key = take(TlsCrypto.AES_KEY, key);
            this.salt = take(SALT, salt);
        }

        byte[] seal(int type, byte[] content) {
            byte[] number = number();
            byte[] sealed = TlsCrypto.encrypt(key, TlsRecord.join(salt, number), header(type, content.length),
                    content);
            sequenceNumber++;
            return TlsRecord.of(type, TlsRecord.join(number, sealed));
        }

        TlsRecord.Content open(TlsRecord record) {
            ByteBuffer body = ByteBuffer.wrap(record.body());
            byte[] number = take(Long.BYTES, body);
            byte[] sealed = take(body.remaining(), body);
            byte[] content = TlsCrypto.decrypt(key, TlsRecord.join(salt, number),
                    header(record.type(), sealed.length - TlsCrypto.TAG), sealed);
            sequenceNumber++;
            return new TlsRecord.Content(record.type(), content);
        }

        /** As it is authenticated (RFC 5246, section 6.2.3.3). */
        private byte[] header(int type, int length) {
            return TlsRecord.join(number(), TlsRecord.header(type, length));
        }

        private byte[] number() {
            return ByteBuffer.allocate(Long.BYTES).putLong(sequenceNumber).array();
        }
    }

    private final Protection sending;
    private final Protection receiving;
    private final byte[] verifyData;
    private byte[] transcript = {};
    /** Since the server's ChangeCipherSpec. */
    private boolean receivesSealed;

    /** Does the handshake (RFC 5246, section 7.3). */
    private Tls12Peer(Peer peer) throws IOException {
        super(peer);
        byte[] random = TlsCrypto.random(32);
        send(TlsRecord.of(TlsRecord.HANDSHAKE, add(clientHello(random)).bytes()));
        byte[] serverRandom = take(32, await(HandshakeMessage.SERVER_HELLO).position(2));
        byte[] serverKey = take(TlsCrypto.X25519, await(HandshakeMessage.SERVER_KEY_EXCHANGE).position(4));
        await(HandshakeMessage.SERVER_HELLO_DONE);
        KeyPair own = TlsCrypto.keyPair();
        HandshakeMessage keyExchange = add(HandshakeMessage.of(HandshakeMessage.CLIENT_KEY_EXCHANGE,
                TlsRecord.join(new byte[]{TlsCrypto.X25519}, TlsCrypto.publicKey(own))));
        byte[] master = expand(TlsCrypto.sharedSecret(own, serverKey), "master secret",
                TlsRecord.join(random, serverRandom), MASTER_SECRET);
        ByteBuffer keys = ByteBuffer.wrap(expand(master, "key expansion", TlsRecord.join(serverRandom, random),
                2 * (TlsCrypto.AES_KEY + SALT)));
        ByteBuffer salts = keys.duplicate().position(2 * TlsCrypto.AES_KEY);
        sending = new Protection(keys, salts);
        receiving = new Protection(keys, salts);
        verifyData = expand(master, "client finished", TlsCrypto.sha256().digest(transcript), VERIFY_DATA);
        send(TlsRecord.of(TlsRecord.HANDSHAKE, keyExchange.bytes()),
                TlsRecord.of(TlsRecord.CHANGE_CIPHER_SPEC, new byte[]{1}),
                handshake(HandshakeMessage.of(HandshakeMessage.FINISHED, verifyData)));
        await(HandshakeMessage.FINISHED);
    }

    public static Tls12Peer connect(EchoServer server) throws IOException {
        return new Tls12Peer(Peer.connect(server));
    }

    /** The body of the next message of this type. */
    private ByteBuffer await(int type) throws IOException {
        HandshakeMessage message = add(nextMessage());
        while (message.type() != type) {
            message = add(nextMessage());
        }
        return message.body();
    }

    private HandshakeMessage add(HandshakeMessage message) {
        transcript = TlsRecord.join(transcript, message.bytes());
        return message;
    }

    /** @param verified what Finished held the last time, if there was one (RFC 5746, section 3.2) */
    private static HandshakeMessage clientHello(byte[] random, byte... verified) {
        return HandshakeMessage.clientHello(ECDHE_ECDSA_AES_128_GCM_SHA256, random,
                HandshakeMessage.extension(POINT_FORMATS, 1, 0),
                HandshakeMessage.extension(RENEGOTIATION_INFO,
                        TlsRecord.join(new byte[]{(byte) verified.length}, verified)));
    }

    /** The ClientHello of another handshake, as RFC 5746 wants it. */
    public byte[] renegotiation() {
        return handshake(clientHello(TlsCrypto.random(32), verifyData));
    }

    /** The PRF of RFC 5246, section 5. */
    private static byte[] expand(byte[] secret, String label, byte[] seed, int length) {
        byte[] all = TlsRecord.join(label.getBytes(StandardCharsets.US_ASCII), seed);
        byte[] result = {};
        for (byte[] a = all; result.length < length;) {
            a = TlsCrypto.hmac(secret, a);
            result = TlsRecord.join(result, TlsCrypto.hmac(secret, TlsRecord.join(a, all)));
        }
        return Arrays.copyOf(result, length);
    }

    private static byte[] take(int count, ByteBuffer from) {
        byte[] bytes = new byte[count];
        from.get(bytes);
        return bytes;
    }

    @Override
    public byte[] seal(int type, byte... content) {
        return sending.seal(type, content);
    }

    @Override
    public TlsRecord.Content open(TlsRecord record) {
        if (receivesSealed) {
            return receiving.open(record);
        }
        receivesSealed = record.type() == TlsRecord.CHANGE_CIPHER_SPEC;
        return new TlsRecord.Content(record.type(), record.body());
    }

    @Override
    public void heard(byte[] messages) {
        // A HelloRequest or an answer to a ClientHello of a renegotiation: nothing follows from it here.
    }
}
