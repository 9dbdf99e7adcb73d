package threadlab.client.transport;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.crypto.BadPaddingException;
import javax.net.ssl.SSLException;

/**
 * Why there is no TLS with a server, or none any more, in words that say what to change; as far as they are known, else
 * the JDK's own.
 */
public final class TlsProblem {
    private TlsProblem() {
    }

    public static String text(SSLException e) {
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
            case BadPaddingException tampered ->
                "a record of the server does not authenticate: it was changed on the way (bad_record_mac)";
            default -> {
                if (message.contains("unable to find valid certification path")) {
                    yield "the server's certificate is of no authority that is trusted; --ca says whom to trust";
                }
                if (message.contains("client_hello")) {
                    yield "the server speaks no TLS: it answers with what it is sent";
                }
                if (message.contains("plaintext connection") || message.contains("unrecognized SSL message")) {
                    yield "what came back is no TLS: the server speaks none, or something on the way changed it";
                }
                yield message.contains("certificate_required") ? "the server asks for a certificate, see --cert" : null;
            }
        };
    }
}
