package threadlab.server;

import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import threadlab.server.blocking.TlsTransport;
import threadlab.server.blocking.Transport;
import threadlab.server.core.Checks;

/**
 * How a server speaks TLS. Always valid.
 *
 * @param context with the server's certificate, and with the authorities of the clients that it trusts
 * @param requiresClientCertificate whether a client must show a certificate
 * @param handshakeTimeout how long a client may take for its handshake, 1 ms to 1 hour
 */
public record ServerTls(SSLContext context, boolean requiresClientCertificate, Duration handshakeTimeout) {
    public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);

    /** Older ones are broken (RFC 8996). */
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    public ServerTls {
        Objects.requireNonNull(context, "context");
        Checks.checkRange("handshake-timeout", handshakeTimeout, Duration.ofMillis(1), Duration.ofHours(1));
    }

    Transport.Factory transports() {
        return TlsTransport.factory(this::engine);
    }

    SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS);
        engine.setEnabledCipherSuites(Stream.of(engine.getEnabledCipherSuites())
                .filter(suite -> !suite.contains("_CBC_")).toArray(String[]::new));
        engine.setNeedClientAuth(requiresClientCertificate);
        return engine;
    }
}
