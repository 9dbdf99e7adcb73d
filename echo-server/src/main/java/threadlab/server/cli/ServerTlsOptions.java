package threadlab.server.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;
import threadlab.server.ServerConfig;
import threadlab.server.ServerTls;

/** The options that have to do with TLS. */
final class ServerTlsOptions {
    @Option(names = "--tls", converter = FileConverter.class, paramLabel = "FILE",
            description = "Speak TLS 1.3 or 1.2, with the certificate and key in this PKCS12 keystore or PEM file. Not with "
                    + "the event-loop model.")
    private Path identity;

    @Option(names = "--tls-key", converter = FileConverter.class, paramLabel = "FILE",
            description = "The key as a PEM file of its own.")
    private Path key;

    @Option(names = "--tls-password-file", converter = FileConverter.class, paramLabel = "FILE",
            description = "The password of keystore or key is the first line of this file. Default: the environment "
                    + "variable " + Password.VARIABLE + ".")
    private Path passwordFile;

    @Option(names = "--client-ca", converter = FileConverter.class, paramLabel = "FILE",
            description = "Only clients with a certificate of the authorities in this PEM file.")
    private Path authorities;

    @Option(names = "--handshake-timeout", converter = DurationConverter.class, paramLabel = "TIME",
            description = "How long a client may take for the handshake of TLS, 1ms to 1h. Default: 10s.")
    private Duration patience;

    /**
     * Null if there is to be no TLS.
     *
     * @throws IllegalArgumentException in a line, for options that do not fit
     * @throws IOException in a line, for files that cannot be used
     */
    ServerTls read() throws IOException {
        if (identity == null) {
            requireNone("tls-key", key);
            requireNone("tls-password-file", passwordFile);
            requireNone("client-ca", authorities);
            requireNone("handshake-timeout", patience == null ? null : DurationConverter.text(patience));
            return null;
        }
        try {
            KeyMaterial material = KeyMaterial.read(identity, key, Password.of(passwordFile));
            warnOfEnd(material.end());
            return new ServerTls(material.context(authorities), authorities != null,
                    patience == null ? ServerTls.DEFAULT_PATIENCE : patience);
        } catch (NoSuchFileException e) {
            throw new IOException("cannot read " + e.getFile() + ": no such file", e);
        } catch (FileSystemException e) {
            throw new IOException("cannot read " + e.getFile() + ": "
                    + (e instanceof AccessDeniedException ? "permission denied" : e.getReason()), e);
        }
    }

    private static void requireNone(String option, Object value) {
        ServerConfig.check(value == null, option, value, "only with --tls");
    }

    private static void warnOfEnd(Instant end) {
        if (end.isBefore(Instant.now())) {
            System.err.println("note: the certificate expired on " + LocalDate.ofInstant(end, ZoneOffset.UTC)
                    + "; clients will refuse it");
        }
    }
}
