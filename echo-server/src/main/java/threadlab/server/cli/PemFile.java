package threadlab.server.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import threadlab.support.KeyFile;

/** A PEM file with certificates and keys (RFC 7468). An {@link IOException} says in one line what is wrong with it. */
public final class PemFile {
    private static final Pattern BLOCK = Pattern
            .compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]+)-----END \\1-----");
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    /** Key formats older than PKCS #8, which Java does not read. */
    private static final Set<String> OLD_KEYS = Set.of("RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

    private record Block(String label, byte[] content) {
    }

    private final Path file;
    private final List<Block> blocks = new ArrayList<>();

    public PemFile(Path file) throws IOException {
        this(file, KeyFile.read(file));
    }

    /** @param bytes content of the file, which may be in another format */
    public PemFile(Path file, byte[] bytes) throws IOException {
        this.file = file;
        Matcher block = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        while (block.find()) {
            blocks.add(new Block(block.group(1), content(block.group(2))));
        }
    }

    private byte[] content(String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not a PEM file: " + e.getMessage(), e);
        }
    }

    boolean isPem() {
        return !blocks.isEmpty();
    }

    /** Returns the certificates in their order, at least one. */
    public List<X509Certificate> certificates() throws IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks) {
                if (block.label.equals("CERTIFICATE")) {
                    certificates.add((X509Certificate) factory
                            .generateCertificate(new ByteArrayInputStream(block.content)));
                }
            }
        } catch (CertificateException e) {
            throw new IOException(file + " has a certificate that cannot be read: " + e.getMessage(), e);
        }
        if (certificates.isEmpty()) {
            throw new IOException(file + " has no certificate, allowed: PEM with BEGIN CERTIFICATE");
        }
        return certificates;
    }

    /** Returns the first key. */
    PrivateKey key(Password password) throws IOException {
        for (Block block : blocks) {
            if (block.label.equals(ENCRYPTED)) {
                return key(decrypted(block.content, password.required(file)));
            }
            if (block.label.equals("PRIVATE KEY")) {
                return key(new PKCS8EncodedKeySpec(block.content));
            }
            if (OLD_KEYS.contains(block.label)) {
                throw new IOException(file + " has a key of an old form, allowed: PKCS #8, as 'openssl pkcs8"
                        + " -topk8 -nocrypt -in " + file + "' makes it");
            }
        }
        throw new IOException(file + " has no private key, allowed: PEM with BEGIN PRIVATE KEY");
    }

    private PKCS8EncodedKeySpec decrypted(byte[] content, char[] password) throws IOException {
        EncryptedPrivateKeyInfo info;
        try {
            info = new EncryptedPrivateKeyInfo(content);
        } catch (IOException e) {
            throw new IOException(file + " has a key that cannot be read: " + e.getMessage(), e);
        }
        try {
            String algorithm = info.getAlgParameters() == null
                    ? info.getAlgName()
                    : info.getAlgParameters().toString(); // the name that Java uses for PBES2
            SecretKey key = SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " cannot be decrypted: the password is wrong", e);
        }
    }

    private PrivateKey key(PKCS8EncodedKeySpec spec) throws IOException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException | IllegalArgumentException another) { // the latter from Java 27's EC
                // try the next algorithm
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IOException(file + " has a key of an unknown kind, allowed: " + String.join(", ", ALGORITHMS));
    }
}
