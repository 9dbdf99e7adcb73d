package threadlab.server;

import java.io.IOException;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import threadlab.server.cli.KeyMaterial;
import threadlab.server.cli.Password;
import threadlab.server.cli.PemFile;

/** Servers and clients with the certificates that {@code .ci/make-certificates} has made; the password is "secret". */
public final class TlsFixture {
    public static final Password PASSWORD = new Password("secret".toCharArray());
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private TlsFixture() {
    }

    public static Path file(String name) {
        try {
            return Path.of(TlsFixture.class.getResource("tls/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The TLS of a server that asks for no certificate. */
    public static ServerTls open() throws IOException {
        return new ServerTls(KeyMaterial.read(file("server.p12"), null, PASSWORD).context(null), false, PATIENCE);
    }

    /** The TLS of a server that wants a certificate of the test's authority. */
    public static ServerTls mutual() throws IOException {
        return new ServerTls(KeyMaterial.read(file("server.p12"), null, PASSWORD).context(file("ca.pem")), true,
                PATIENCE);
    }

    /** @param certificate the file of the client's; null for none */
    public static SSLContext client(String certificate) throws IOException, GeneralSecurityException {
        return client(certificate, "ca.pem");
    }

    /** @param authority the file of the certificate that is trusted */
    public static SSLContext client(String certificate, String authority)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", new PemFile(file(authority)).certificates().getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(certificate == null ? null : keys(certificate).getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyManagerFactory keys(String certificate) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(file(certificate).toFile(), PASSWORD.characters()), PASSWORD.characters());
        return keys;
    }

    /** Connected, before the handshake. */
    public static Peer connect(EchoServer server, SSLContext context, String protocol) throws IOException {
        Socket plain = Peer.connect(server).socket();
        var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost",
                server.address().getPort(), true);
        socket.setEnabledProtocols(List.of(protocol).toArray(String[]::new));
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return new Peer(socket);
    }
}
