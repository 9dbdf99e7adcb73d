package threadlab.client.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import threadlab.support.KeyFile;

/**
 * The TLS settings of a client: TLS 1.3 or 1.2, the authorities that it trusts, and its own certificate. The name or
 * address that it connects to must be in the server's certificate (RFC 9525).
 */
public record ClientTls(SSLContext context) {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /**
     * Reads the settings from files.
     *
     * @param authorities a PEM file with the authorities to trust; null for those that the JDK trusts
     * @param certificate a PKCS #12 keystore with the client's certificate and key
     * @param password the password of that keystore
     * @throws IOException if a file cannot be read or used; the message is one line that names it
     */
    public static ClientTls of(@Nullable Path authorities, @Nullable Path certificate,
            char @Nullable [] password) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(certificate == null ? null : keys(certificate, password),
                    authorities == null ? null : trust(authorities), null);
            return new ClientTls(context);
        } catch (GeneralSecurityException e) {
            throw new IOException((certificate == null ? authorities : certificate) + " cannot be used: "
                    + e.getMessage(), e);
        }
    }

    private static KeyManager[] keys(Path certificate, char @Nullable [] password)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        byte[] content = KeyFile.read(certificate);
        try {
            store.load(new ByteArrayInputStream(content), password);
        } catch (IOException e) {
            throw new IOException(certificate + (e.getCause() instanceof UnrecoverableKeyException
                    ? " cannot be opened: the password is wrong"
                    : " is not a PKCS #12 keystore, allowed: what 'openssl pkcs12 -export -in CERT -inkey KEY' makes"),
                    e);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        return keys.getKeyManagers();
    }

    private static TrustManager[] trust(Path authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Certificate certificate : certificates(authorities)) {
            store.setCertificateEntry("authority " + store.size(), certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException {
        byte[] content = KeyFile.read(file);
        try {
            var found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            // refused below
        }
        throw new IOException(file + " has no certificate, allowed: PEM with BEGIN CERTIFICATE");
    }

    /** Returns a TLS transport over a channel, before the handshake. */
    public Transport transport(SocketChannel channel, String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        engine.setSSLParameters(strict(engine.getSSLParameters()));
        return new TlsTransport(channel, engine);
    }

    /** Returns a TLS socket over a connected socket, before the handshake. Closing it closes both. */
    public Socket wrap(Socket socket, String host, int port) throws IOException {
        var tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, port, true);
        tls.setSSLParameters(strict(tls.getSSLParameters()));
        return tls;
    }

    private static SSLParameters strict(SSLParameters parameters) {
        parameters.setProtocols(PROTOCOLS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }
}
