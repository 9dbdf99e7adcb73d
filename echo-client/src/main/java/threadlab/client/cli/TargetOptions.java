package threadlab.client.cli;

import picocli.CommandLine.Option;

/** Where the server is: the options that every command of the client has. */
final class TargetOptions {
    @Option(names = "--host", defaultValue = "127.0.0.1", description = "The server's host. Default: ${DEFAULT-VALUE}.")
    String host;

    @Option(names = "--port", defaultValue = "4004", description = "The server's port. Default: ${DEFAULT-VALUE}.")
    int port;

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
