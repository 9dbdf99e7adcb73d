package threadlab.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import threadlab.client.transport.ClientTls;

/** The certificates that {@code .ci/make-certificates} has made, and who shows and trusts them. */
public final class TlsFixtures {
    public static final char[] PASSWORD = "secret".toCharArray();

    private TlsFixtures() {
    }

    public static Path file(String name) {
        try {
            return Path.of(TlsFixtures.class.getResource("tls/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The TLS of a client that trusts the authority of the honest server. */
    public static ClientTls client() throws IOException {
        return ClientTls.of(file("ca.pem"), null, null);
    }

    /** The TLS of a server that shows this certificate, and trusts clients of the same authority. */
    public static SSLContext server(String certificate) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(file(certificate).toFile(), PASSWORD);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", store.getCertificateChain(store.aliases().nextElement())[1]);
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    public static SSLServerSocket listener(String certificate, String protocol)
            throws GeneralSecurityException, IOException {
        var listener = (SSLServerSocket) server(certificate).getServerSocketFactory().createServerSocket(0, 200,
                InetAddress.getLoopbackAddress());
        listener.setEnabledProtocols(new String[]{protocol});
        return listener;
    }
}
