package threadlab.server.tls;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What TLS is made of, and every JDK has: X25519, AES-128-GCM, SHA-256. */
public final class TlsCrypto {
    /** Bytes of a hash, and of a secret. */
    public static final int HASH = 32;
    /** Bytes by which AES-GCM makes a text longer. */
    public static final int TAG = 16;
    public static final int AES_KEY = 16;
    /** Bytes of a public key. */
    public static final int X25519 = 32;

    private TlsCrypto() {
    }

    public static MessageDigest sha256() {
        return orFail(() -> MessageDigest.getInstance("SHA-256"));
    }

    public static byte[] hmac(byte[] key, byte[] message) {
        return orFail(() -> {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        });
    }

    public static byte[] encrypt(byte[] key, byte[] nonce, byte[] header, byte[] bytes) {
        return orFail(() -> cipher(Cipher.ENCRYPT_MODE, key, nonce, header).doFinal(bytes));
    }

    public static byte[] decrypt(byte[] key, byte[] nonce, byte[] header, byte[] bytes) {
        return orFail(() -> cipher(Cipher.DECRYPT_MODE, key, nonce, header).doFinal(bytes));
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] header) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(header);
        return cipher;
    }

    public static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** These bytes, the last of them combined with those of the number. */
    public static byte[] xor(byte[] bytes, long number) {
        ByteBuffer result = ByteBuffer.wrap(bytes.clone());
        int last = bytes.length - Long.BYTES;
        return result.putLong(last, result.getLong(last) ^ number).array();
    }

    public static KeyPair keyPair() {
        return orFail(() -> KeyPairGenerator.getInstance("X25519").generateKeyPair());
    }

    /** As it is sent: the end of its encoded form (RFC 8410, section 4). */
    public static byte[] publicKey(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - X25519, encoded.length);
    }

    public static byte[] sharedSecret(KeyPair own, byte[] publicKey) {
        byte[] encoded = own.getPublic().getEncoded();
        System.arraycopy(publicKey, 0, encoded, encoded.length - X25519, X25519);
        return orFail(() -> {
            PublicKey others = KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(encoded));
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(own.getPrivate());
            agreement.doPhase(others, true);
            return agreement.generateSecret();
        });
    }

    private interface Step<T> {
        T run() throws GeneralSecurityException;
    }

    private static <T> T orFail(Step<T> step) {
        try {
            return step.run();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
