package threadlab.server.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import threadlab.support.KeyFile;

/** A server's certificate and key. An {@link IOException} says in one line what is wrong with which file. */
public final class KeyMaterial {
    private static final char[] NO_PASSWORD = new char[0];
    private static final byte[] SIGNED = "anything".getBytes(StandardCharsets.US_ASCII);

    private final KeyStore store;
    private final char[] password;

    private KeyMaterial(KeyStore store, char[] password) {
        this.store = store;
        this.password = password;
    }

    /**
     * Reads a certificate and its key.
     *
     * @param file a PKCS #12 keystore, or PEM with the certificate and its chain
     * @param keyFile PEM with the key; null if the key is in the first file
     */
    public static KeyMaterial read(Path file, @Nullable Path keyFile, Password password) throws IOException {
        try {
            byte[] content = KeyFile.read(file);
            var pem = new PemFile(file, content);
            if (pem.isPem()) {
                PemFile keys = keyFile == null ? pem : new PemFile(keyFile);
                return ofPem(file, pem.certificates(), keys.key(password));
            }
            if (keyFile != null) {
                throw new IOException(file + " is not a PEM file, allowed with --tls-key: PEM");
            }
            return ofKeyStore(file, content, password);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyMaterial ofPem(Path file, List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        if (!belong(chain.getFirst().getPublicKey(), key)) {
            throw new IOException("the key is not that of the first certificate in " + file);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("pem", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
        return new KeyMaterial(store, NO_PASSWORD);
    }

    private static boolean belong(PublicKey open, PrivateKey secret) throws GeneralSecurityException {
        if (!open.getAlgorithm().equals(secret.getAlgorithm())) {
            return false;
        }
        if (open instanceof RSAKey certified && secret instanceof RSAKey own) {
            return certified.getModulus().equals(own.getModulus());
        }
        Signature signature = Signature
                .getInstance(open.getAlgorithm().equals("EC") ? "SHA256withECDSA" : open.getAlgorithm());
        signature.initSign(secret);
        signature.update(SIGNED);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(SIGNED);
        try {
            return signature.verify(signed);
        } catch (SignatureException anotherCurve) { // whose signatures have another length
            return false;
        }
    }

    private static KeyMaterial ofKeyStore(Path file, byte[] content, Password password)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] secret = password.required(file);
        try (var in = new ByteArrayInputStream(content)) {
            store.load(in, secret);
        } catch (IOException e) {
            throw new IOException(file + (e.getCause() instanceof UnrecoverableKeyException
                    ? " cannot be opened: the password is wrong"
                    : " is neither PEM nor a PKCS #12 keystore"), e);
        }
        if (certificate(store).isEmpty()) {
            throw new IOException(file + " has no private key with a certificate");
        }
        return new KeyMaterial(store, secret);
    }

    private static Optional<X509Certificate> certificate(KeyStore store) throws KeyStoreException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                return Optional.of(certificate);
            }
        }
        return Optional.empty();
    }

    /** Returns when the certificate expires. */
    Instant expiry() {
        try {
            return certificate(store).orElseThrow().getNotAfter().toInstant();
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns a context with this certificate.
     *
     * @param authorities a PEM file of the authorities whose clients are trusted; null to ask for no certificate
     */
    public SSLContext context(@Nullable Path authorities) throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), authorities == null ? null : trust(authorities), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] trust(Path authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate certificate : new PemFile(authorities).certificates()) {
            store.setCertificateEntry("authority " + store.size(), certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }
}
