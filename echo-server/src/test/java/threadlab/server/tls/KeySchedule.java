package threadlab.server.tls;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The secrets of one TLS 1.3 connection without a key shared before (RFC 8446, section 7.1), and the transcript of the
 * handshake that goes into them (section 4.4.1).
 */
public final class KeySchedule {
    public static final byte[] ZEROS = new byte[TlsCrypto.HASH];

    private byte[] transcript = {};
    /** The secret of the stage that is reached: first the early, then the handshake, then the master secret. */
    private byte[] secret = TlsCrypto.hmac(ZEROS, ZEROS);

    public HandshakeMessage add(HandshakeMessage message) {
        transcript = TlsRecord.join(transcript, message.bytes());
        return message;
    }

    /** Goes on to the next stage, with what comes in there: the secret of both ends, later zeros. */
    public void extract(byte[] input) {
        secret = TlsCrypto.hmac(expandLabel(secret, "derived", TlsCrypto.sha256().digest(), TlsCrypto.HASH), input);
    }

    /** Derive-Secret, of the messages so far. */
    public byte[] derive(String label) {
        return expandLabel(secret, label, transcriptHash(), TlsCrypto.HASH);
    }

    /** What Finished holds, from the end that has this secret (section 4.4.4). */
    public byte[] verifyData(byte[] trafficSecret) {
        return TlsCrypto.hmac(expandLabel(trafficSecret, "finished", new byte[0], TlsCrypto.HASH), transcriptHash());
    }

    /** HKDF-Expand-Label. No more than a hash is asked for, so one block is enough (RFC 5869, section 2.3). */
    public static byte[] expandLabel(byte[] secret, String label, byte[] context, int length) {
        byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
        byte[] info = ByteBuffer.allocate(5 + name.length + context.length).putShort((short) length)
                .put((byte) name.length).put(name).put((byte) context.length).put(context)
                .put((byte) 1) // the block's number
                .array();
        return Arrays.copyOf(TlsCrypto.hmac(secret, info), length);
    }

    private byte[] transcriptHash() {
        return TlsCrypto.sha256().digest(transcript);
    }
}
