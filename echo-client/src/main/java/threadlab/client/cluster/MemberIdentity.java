package threadlab.client.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The identity of a cluster's members: an Ed25519 key pair that is derived from the shared key and the cluster's name,
 * and a certificate for it. Only a process that knows both can derive it. Anybody who connects to a member receives the
 * public key and can try shared keys against it; therefore PBKDF2, and the advice to use a random key.
 */
record MemberIdentity(KeyPair keys, Certificate certificate) {
    /** OWASP recommends this for PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet); it takes about half a second. */
    private static final int ITERATIONS = 600_000;
    private static final int SEED_BITS = 256;

    static MemberIdentity of(ClusterConfig config) throws GeneralSecurityException {
        byte[] salt = ("threadlab cluster " + config.name()).getBytes(StandardCharsets.UTF_8);
        // Without a key, on loopback only, the name is no secret, and iterations would protect nothing.
        boolean isSecret = !config.key().isEmpty();
        String secret = isSecret ? config.key() : config.name();
        byte[] seed = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, isSecret ? ITERATIONS : 1, SEED_BITS))
                .getEncoded();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(255, new FixedRandom(seed));
        KeyPair keys = generator.generateKeyPair();
        return new MemberIdentity(keys, certificate(keys));
    }

    /** Returns given bytes as random ones: an Ed25519 private key is 32 random bytes (RFC 8032). */
    private static final class FixedRandom extends SecureRandom {
        private static final long serialVersionUID = 1;
        private final byte[] bytes;

        FixedRandom(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] to) {
            if (to.length != bytes.length) {
                throw new IllegalStateException("a key of " + to.length + " bytes");
            }
            System.arraycopy(bytes, 0, to, 0, to.length);
        }
    }

    /** Returns a self-signed certificate with the fewest fields that X.509 allows (RFC 5280, version 1). */
    private static Certificate certificate(KeyPair keys) throws GeneralSecurityException {
        byte[] ed25519 = sequence(new byte[]{0x06, 0x03, 0x2b, 0x65, 0x70}); // 1.3.101.112, RFC 8410
        byte[] commonName = {0x06, 0x03, 0x55, 0x04, 0x03}; // 2.5.4.3
        byte[] name = sequence(der(0x31, sequence(commonName, text(0x0c, "threadlab"))));
        byte[] validity = sequence(text(0x17, "200101000000Z"), text(0x18, "99991231235959Z"));
        byte[] content = sequence(new byte[]{0x02, 0x01, 0x01}, ed25519, name, validity, name,
                keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        byte[] whole = sequence(content, ed25519, der(0x03, new byte[]{0}, signature.sign()));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] sequence(byte[]... parts) {
        return der(0x30, parts);
    }

    private static byte[] text(int tag, String text) {
        return der(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Encodes an element of less than 64 KiB. */
    private static byte[] der(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        var der = new ByteArrayOutputStream();
        der.write(tag);
        der.writeBytes(length < 0x80
                ? new byte[]{(byte) length}
                : new byte[]{(byte) 0x82, (byte) (length >> 8), (byte) length});
        der.writeBytes(content.toByteArray());
        return der.toByteArray();
    }
}
