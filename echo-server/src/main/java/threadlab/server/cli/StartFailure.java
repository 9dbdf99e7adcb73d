package threadlab.server.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import threadlab.server.Endpoint;
import threadlab.support.AddressFormat;

/** Explains why a server could not start, in one line that says what to change. */
final class StartFailure {
    private static final int FIRST_FREE_PORT = 1024;

    private StartFailure() {
    }

    static String text(Endpoint endpoint, IOException e) {
        String where = "cannot listen on " + AddressFormat.format(endpoint.host(), endpoint.port()) + ": ";
        return switch (e) {
            case UnknownHostException unknown -> "unknown host " + endpoint.host();
            case BindException bind when !isLocal(endpoint) -> where + endpoint.host()
                    + " is not an address of this machine";
            case BindException bind when isDenied(endpoint, bind) -> where + "ports below " + FIRST_FREE_PORT
                    + " need a right that this process does not have";
            case BindException bind -> where + "the port is in use";
            default -> where + e.getMessage();
        };
    }

    private static boolean isDenied(Endpoint endpoint, BindException e) {
        return endpoint.port() > 0 && endpoint.port() < FIRST_FREE_PORT
                && !String.valueOf(e.getMessage()).contains("in use");
    }

    private static boolean isLocal(Endpoint endpoint) {
        InetAddress address = new InetSocketAddress(endpoint.host(), endpoint.port()).getAddress();
        try {
            return address == null || address.isAnyLocalAddress() || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }
}
