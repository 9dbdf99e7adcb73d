package threadlab.client.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.client.transport.ClientTls;
import threadlab.support.KeyFile;
import threadlab.support.Preconditions;

/** The TLS options of the commands that connect to a server. */
final class ClientTlsOptions {
    private static final String PASSWORD = "LAB_TLS_PASSWORD";

    @Option(names = "--tls", description = "Speak TLS 1.3 or 1.2.")
    private boolean tls;

    @Option(names = "--ca", paramLabel = "FILE",
            description = "PEM file with the authorities to trust. Default: those that the JDK trusts.")
    private @Nullable Path authorities;

    @Option(names = "--cert", paramLabel = "FILE",
            description = "PKCS12 keystore with the client's own certificate and key.")
    private @Nullable Path certificate;

    @Option(names = "--tls-password-file", paramLabel = "FILE",
            description = "File whose first line is the keystore's password. Default: the environment variable "
                    + PASSWORD + ".")
    private @Nullable Path passwordFile;

    /**
     * Reads the files. Returns null for plain TCP.
     *
     * @throws IllegalArgumentException if the options contradict each other; the message is one line
     * @throws IOException if a file cannot be used; the message is one line
     */
    @Nullable
    ClientTls read() throws IOException {
        if (!tls) {
            requireNone("ca", authorities);
            requireNone("cert", certificate);
            requireNone("tls-password-file", passwordFile);
            return null;
        }
        return ClientTls.of(authorities, certificate, certificate == null ? null : password());
    }

    private static void requireNone(String option, @Nullable Object value) {
        Preconditions.check(value == null, option, value, "only with --tls");
    }

    private char[] password() throws IOException {
        if (passwordFile != null) {
            return KeyFile.firstLine(passwordFile);
        }
        String password = System.getenv(PASSWORD);
        if (password == null) {
            throw new IOException(certificate + " needs a password, allowed: the first line of the file given with "
                    + "--tls-password-file, or the environment variable " + PASSWORD);
        }
        return password.toCharArray();
    }
}
