package threadlab.server;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import threadlab.server.blocking.BufferPool;
import threadlab.server.blocking.TlsEngine;
import threadlab.server.blocking.TlsTransport;
import threadlab.server.blocking.Transport;
import threadlab.server.cli.DurationConverter;

/**
 * How a server speaks TLS. Always valid, as {@link ServerConfig}.
 *
 * @param context with the server's certificate, and with the authorities whose clients it trusts
 * @param asksForCertificate whether a client must show a certificate
 * @param patience how long a client may take for its handshake, 1 ms to 1 hour
 */
public record ServerTls(SSLContext context, boolean asksForCertificate, Duration patience) {
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(10);

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    /** Older ones are broken (RFC 8996). */
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    public ServerTls {
        Objects.requireNonNull(context, "context");
        ServerConfig.check(patience.compareTo(SHORTEST) >= 0 && patience.compareTo(LONGEST) <= 0, "handshake-timeout",
                DurationConverter.text(patience), "1ms to 1h");
    }

    SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS.toArray(String[]::new));
        engine.setEnabledCipherSuites(Stream.of(engine.getEnabledCipherSuites())
                .filter(suite -> !suite.contains("_CBC_")).toArray(String[]::new));
        engine.setNeedClientAuth(asksForCertificate);
        return engine;
    }

    /** The wires of one server. */
    Transport.Wires wires() {
        // Room for two records: the engine asks for that of a whole one before it writes a short one.
        var buffers = new BufferPool(2 * engine().getSession().getPacketBufferSize());
        return (channel, waiting) -> new TlsTransport(channel, waiting, new TlsEngine(engine(), buffers));
    }
}
