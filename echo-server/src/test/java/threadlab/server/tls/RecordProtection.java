package threadlab.server.tls;

import java.util.Arrays;

/**
 * Makes or opens the records of one direction of TLS 1.3: RFC 8446, sections 5.2 (records), 5.3 (nonces), 5.4 (padding)
 * and 7.2 (the next key). How long a record may be, it does not ask.
 */
public final class RecordProtection {
    private static final byte[] NO_CONTEXT = {};

    private byte[] secret;
    private byte[] key;
    private byte[] iv;
    private long sequenceNumber;

    public RecordProtection(byte[] trafficSecret) {
        use(trafficSecret);
    }

    public byte[] seal(int type, byte[] content, int padding) {
        byte[] inner = TlsRecord.join(content, new byte[]{(byte) type}, new byte[padding]);
        byte[] header = TlsRecord.header(TlsRecord.APPLICATION_DATA, inner.length + TlsCrypto.TAG);
        return TlsRecord.join(header, TlsCrypto.encrypt(key, nextNonce(), header, inner));
    }

    public TlsRecord.Content open(TlsRecord record) {
        byte[] inner = TlsCrypto.decrypt(key, nextNonce(), record.header(), record.body());
        int end = inner.length - 1;
        while (inner[end] == 0) {
            end--;
        }
        return new TlsRecord.Content(inner[end], Arrays.copyOf(inner, end));
    }

    /** Goes on with the next key, as after a KeyUpdate. */
    public void update() {
        use(KeySchedule.expandLabel(secret, "traffic upd", NO_CONTEXT, TlsCrypto.HASH));
    }

    private void use(byte[] trafficSecret) {
        secret = trafficSecret;
        key = KeySchedule.expandLabel(secret, "key", NO_CONTEXT, TlsCrypto.AES_KEY);
        iv = KeySchedule.expandLabel(secret, "iv", NO_CONTEXT, 12);
        sequenceNumber = 0;
    }

    private byte[] nextNonce() {
        return TlsCrypto.xor(iv, sequenceNumber++);
    }
}
