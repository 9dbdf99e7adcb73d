package threadlab.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.server.ServerTls;
import threadlab.support.Preconditions;

/** The options for TLS. */
final class ServerTlsOptions {
    @Option(names = "--tls", paramLabel = "FILE",
            description = "Speak TLS 1.3 or 1.2, with the certificate and key in this PKCS12 keystore or PEM file. Not "
                    + "with the event-loop model.")
    private @Nullable Path identity;

    @Option(names = "--tls-key", paramLabel = "FILE",
            description = "The key as a PEM file of its own.")
    private @Nullable Path key;

    @Option(names = "--tls-password-file", paramLabel = "FILE",
            description = "The password of keystore or key is the first line of this file. Default: the environment "
                    + "variable " + Password.VARIABLE + ".")
    private @Nullable Path passwordFile;

    @Option(names = "--client-ca", paramLabel = "FILE",
            description = "Only clients with a certificate of the authorities in this PEM file.")
    private @Nullable Path authorities;

    @Option(names = "--handshake-timeout", paramLabel = "TIME",
            description = "How long a client may take for the TLS handshake, 1ms to 1h. Default: 10s.")
    private @Nullable Duration handshakeTimeout;

    /**
     * Reads the files. Returns null without TLS.
     *
     * @throws IllegalArgumentException in one line, for options that do not fit together
     * @throws IOException in one line, for files that cannot be used
     */
    @Nullable
    ServerTls read() throws IOException {
        if (identity == null) {
            requireNone("tls-key", key);
            requireNone("tls-password-file", passwordFile);
            requireNone("client-ca", authorities);
            requireNone("handshake-timeout", handshakeTimeout);
            return null;
        }
        KeyMaterial material = KeyMaterial.read(identity, key, Password.of(passwordFile));
        warnIfExpired(material.expiry());
        return new ServerTls(material.context(authorities), authorities != null,
                handshakeTimeout == null ? ServerTls.DEFAULT_HANDSHAKE_TIMEOUT : handshakeTimeout);
    }

    private static void requireNone(String option, @Nullable Object value) {
        Preconditions.check(value == null, option, value, "only with --tls");
    }

    private static void warnIfExpired(Instant expiry) {
        if (expiry.isBefore(Instant.now())) {
            System.err.println("note: the certificate expired on " + LocalDate.ofInstant(expiry, ZoneOffset.UTC)
                    + "; clients will refuse it");
        }
    }
}
