package threadlab.client;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** Why there is no TLS with a server, in words that say what to change; as far as they are known, else the JDK's own. */
final class TlsProblem {
    private TlsProblem() {
    }

    static String text(SSLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return String.valueOf(e.getMessage());
    }

    private static String known(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return switch (cause) {
            case CertificateExpiredException expired -> "the server's certificate has expired: " + message;
            case CertificateNotYetValidException early -> "the server's certificate is not valid yet: " + message;
            default -> {
                if (message.contains("unable to find valid certification path")) {
                    yield "the server's certificate is of no authority that is trusted; --ca says whom to trust";
                }
                if (message.contains("client_hello") || message.contains("plaintext connection")) {
                    yield "the server speaks no TLS: it answers with what it is sent, or in plain text";
                }
                yield message.contains("certificate_required") ? "the server asks for a certificate, see --cert" : null;
            }
        };
    }
}
