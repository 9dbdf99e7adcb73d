package threadlab.client.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.crypto.BadPaddingException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import threadlab.support.AddressFormat;
import threadlab.support.IoErrors;

/** Explains failures of connections in one line. */
public final class ConnectionErrors {
    private ConnectionErrors() {
    }

    /** Returns what went wrong in talking to the server at that address. */
    public static String describe(String host, int port, IOException e) {
        String server = AddressFormat.format(host, port);
        return switch (e) {
            case UnknownHostException unknown -> "unknown host " + host;
            case ConnectException refused -> "cannot connect to " + server + ": " + refused.getMessage();
            case SSLException tls -> server + ": " + describe(tls);
            default -> server + ": " + IoErrors.text(e);
        };
    }

    /** Returns why TLS failed, and what to change if that is known; otherwise the JDK's own message. */
    public static String describe(SSLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return String.valueOf(e.getMessage());
    }

    private static @Nullable String known(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        return switch (cause) {
            case CertificateExpiredException expired -> "the server's certificate has expired: " + message;
            case CertificateNotYetValidException early -> "the server's certificate is not valid yet: " + message;
            case BadPaddingException tampered ->
                "a record of the server does not authenticate: it was changed on the way (bad_record_mac)";
            default -> known(message);
        };
    }

    private static @Nullable String known(String message) {
        if (message.contains("unable to find valid certification path")) {
            return "the server's certificate is not from a trusted authority; --ca names the ones to trust";
        }
        if (message.contains("client_hello")) {
            return "the server does not speak TLS: it answers with what it is sent";
        }
        if (message.contains("plaintext connection") || message.contains("unrecognized SSL message")) {
            return "the answer is not TLS: the server does not speak it, or something on the way changed it";
        }
        return message.contains("certificate_required") ? "the server asks for a certificate, see --cert" : null;
    }
}
