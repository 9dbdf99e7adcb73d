package threadlab.server.tls;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A message of a handshake, with its header (RFC 8446, section 4; RFC 5246, section 7.4). */
public record HandshakeMessage(byte[] bytes) {
    public static final int CLIENT_HELLO = 1;
    public static final int SERVER_HELLO = 2;
    public static final int SERVER_KEY_EXCHANGE = 12;
    public static final int SERVER_HELLO_DONE = 14;
    public static final int CLIENT_KEY_EXCHANGE = 16;
    public static final int FINISHED = 20;
    public static final int KEY_UPDATE = 24;

    /** The group of which both ends make a secret. */
    public static final int X25519 = 29;

    /** In TLS 1.2 the certificate's own group has to be among those that are known. */
    private static final int SECP256R1 = 23;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int HEADER = 4;

    public static HandshakeMessage of(int type, byte... body) {
        return new HandshakeMessage(
                ByteBuffer.allocate(HEADER + body.length).putInt(type << 24 | body.length).put(body).array());
    }

    /**
     * Returns the ClientHello of a client that knows one cipher suite, X25519, and ECDSA on P-256 with SHA-256.
     *
     * @param others further extensions, each from {@link #extension}
     */
    public static HandshakeMessage clientHello(int cipherSuite, byte[] random, byte[]... others) {
        byte[] extensions = TlsRecord.join(extension(SUPPORTED_GROUPS, 0, 4, 0, X25519, 0, SECP256R1),
                extension(SIGNATURE_ALGORITHMS, 0, 2, 4, 3), TlsRecord.join(others));
        return of(CLIENT_HELLO, ByteBuffer.allocate(43 + extensions.length).putShort((short) 0x0303).put(random)
                .put((byte) 0) // no session to go on with
                .putShort((short) 2).putShort((short) cipherSuite)
                .put((byte) 1).put((byte) 0) // no compression
                .putShort((short) extensions.length).put(extensions).array());
    }

    public static byte[] extension(int type, int... value) {
        byte[] bytes = new byte[value.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) value[i];
        }
        return extension(type, bytes);
    }

    public static byte[] extension(int type, byte[] value) {
        return ByteBuffer.allocate(4 + value.length).putShort((short) type).putShort((short) value.length).put(value)
                .array();
    }

    /** The first message in these bytes; null if they hold less than one. */
    public static HandshakeMessage first(byte[] bytes) {
        if (bytes.length < HEADER) {
            return null;
        }
        int length = HEADER + (ByteBuffer.wrap(bytes).getInt() & 0xff_ffff);
        return bytes.length < length ? null : new HandshakeMessage(Arrays.copyOf(bytes, length));
    }

    public int type() {
        return bytes[0];
    }

    public ByteBuffer body() {
        return ByteBuffer.wrap(bytes, HEADER, bytes.length - HEADER).slice();
    }
}
