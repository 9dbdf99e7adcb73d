package threadlab.server.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import threadlab.server.Peer;

/** A record of TLS as it is on its way, with its header (RFC 8446, section 5.1). */
public record TlsRecord(byte[] bytes) {
    public static final int CHANGE_CIPHER_SPEC = 20;
    public static final int ALERT = 21;
    public static final int HANDSHAKE = 22;
    public static final int APPLICATION_DATA = 23;

    /** Bytes of content and padding that a record may hold. */
    public static final int MOST = 1 << 14;

    private static final int HEADER = 5;

    /** What a record holds. */
    public record Content(int type, byte[] bytes) {
    }

    public static byte[] of(int type, byte[] body) {
        return join(header(type, body.length), body);
    }

    public static byte[] header(int type, int length) {
        return ByteBuffer.allocate(HEADER).put((byte) type).putShort((short) 0x0303).putShort((short) length).array();
    }

    /** The next one that comes; null if the stream has ended, be it within a record. */
    public static TlsRecord receive(Peer end) throws IOException {
        byte[] header = end.receive(HEADER);
        if (header.length < HEADER) {
            return null;
        }
        int length = Short.toUnsignedInt(ByteBuffer.wrap(header).getShort(3));
        byte[] body = end.receive(length);
        return body.length < length ? null : new TlsRecord(join(header, body));
    }

    /** The type; always {@link #APPLICATION_DATA} for a protected record in TLS 1.3. */
    public int type() {
        return bytes[0];
    }

    public byte[] header() {
        return Arrays.copyOf(bytes, HEADER);
    }

    public byte[] body() {
        return Arrays.copyOfRange(bytes, HEADER, bytes.length);
    }

    public static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
