package threadlab.client.cli;

import picocli.CommandLine.Option;
import threadlab.support.AddressFormat;

/** The address of the server. */
final class TargetOptions {
    @Option(names = "--host", defaultValue = "127.0.0.1", description = "The server's host. Default: ${DEFAULT-VALUE}.")
    String host;

    @Option(names = "--port", defaultValue = "4004", description = "The server's port. Default: ${DEFAULT-VALUE}.")
    int port;

    @Override
    public String toString() {
        return AddressFormat.format(host, port);
    }
}
