package threadlab.client.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import threadlab.client.plan.Preconditions;
import threadlab.client.transport.ClientTls;
import threadlab.client.transport.KeyFile;

/** The options that have to do with TLS, of every command that connects. */
final class ClientTlsOptions {
    private static final String PASSWORD = "LAB_TLS_PASSWORD";

    @Option(names = "--tls", description = "Speak TLS 1.3 or 1.2.")
    private boolean tls;

    @Option(names = "--ca", paramLabel = "FILE",
            description = "Trust servers with a certificate of the authorities in this PEM file. Default: those that the "
                    + "JDK trusts.")
    private Path authorities;

    @Option(names = "--cert", paramLabel = "FILE",
            description = "The client's own certificate and key, a PKCS12 keystore.")
    private Path certificate;

    @Option(names = "--tls-password-file", paramLabel = "FILE",
            description = "The keystore's password is the first line of this file. Default: the environment variable "
                    + PASSWORD + ".")
    private Path passwordFile;

    /**
     * Null if there is to be no TLS.
     *
     * @throws IllegalArgumentException in a line, for options that do not fit
     * @throws IOException in a line, for files that cannot be used
     */
    ClientTls read() throws IOException {
        if (!tls) {
            requireNone("ca", authorities);
            requireNone("cert", certificate);
            requireNone("tls-password-file", passwordFile);
            return null;
        }
        try {
            return ClientTls.of(authorities, certificate, certificate == null ? null : password());
        } catch (NoSuchFileException e) {
            throw new IOException("cannot read " + e.getFile() + ": no such file", e);
        } catch (FileSystemException e) {
            throw new IOException("cannot read " + e.getFile() + ": "
                    + (e instanceof AccessDeniedException ? "permission denied" : e.getReason()), e);
        }
    }

    private static void requireNone(String option, Object value) {
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
