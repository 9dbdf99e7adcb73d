package threadlab.server.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import threadlab.server.ServerConfig;

/** Why a server could not start, in one line that says what to change. */
final class StartFailure {
    private static final int FIRST_FREE_PORT = 1024;

    private StartFailure() {
    }

    static String text(ServerConfig config, IOException e) {
        String where = "cannot listen on " + config.host() + ":" + config.port() + ": ";
        return switch (e) {
            case UnknownHostException unknown -> "unknown host " + config.host();
            case BindException bind when !isLocal(config) -> where + config.host()
                    + " is not an address of this machine";
            case BindException bind when isDenied(config, bind) -> where + "ports below " + FIRST_FREE_PORT
                    + " need a right that this process does not have";
            case BindException bind -> where + "the port is in use";
            default -> where + e.getMessage();
        };
    }

    private static boolean isDenied(ServerConfig config, BindException e) {
        return config.port() > 0 && config.port() < FIRST_FREE_PORT && !e.getMessage().contains("in use");
    }

    private static boolean isLocal(ServerConfig config) {
        InetAddress address = new InetSocketAddress(config.host(), config.port()).getAddress();
        try {
            return address == null || address.isAnyLocalAddress() || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }
}
