package threadlab.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The server as a program. Runs from an IDE without arguments; ends on SIGTERM or Ctrl-C once sessions are drained. */
@Command(name = "lab server", mixinStandardHelpOptions = true, version = "threadlab 0.1.0", sortOptions = false,
        description = "Echoes what it receives, with one thread per session.")
public final class EchoServerMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--thread-model", defaultValue = "virtual", paramLabel = "MODEL",
            description = "How sessions get threads: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ThreadModel threadModel;

    @Option(names = "--host", defaultValue = ServerConfig.DEFAULT_HOST,
            description = "Address to listen on; 0.0.0.0 lets other machines in. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(names = "--port", defaultValue = ""
            + ServerConfig.DEFAULT_PORT,
            description = "Port to listen on; 0 lets the system choose. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--print", description = "Print who connects, and the data received as text.")
    private boolean print;

    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new EchoServerMain()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() {
        ServerConfig config = config();
        EchoServer server;
        try {
            server = EchoServer.start(config, print ? new PrintedEvents(System.out) : ServerEvents.NONE);
        } catch (UnknownHostException e) {
            return fail("unknown host " + config.host());
        } catch (IOException e) {
            return fail("cannot listen on " + config.host() + ":" + config.port() + ": " + e.getMessage());
        }
        Signals.onFirst(server::close);
        announce(server.address());
        DrainResult result = server.awaitStopped();
        System.out.println(summary(result, server.stats()));
        return 0;
    }

    private ServerConfig config() {
        try {
            return ServerConfig.defaults().withThreadModel(threadModel).withHost(host).withPort(port);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private void announce(InetSocketAddress address) {
        System.out.println("listening on " + PrintedEvents.text(address) + " (" + threadModel + ")");
        if (!address.getAddress().isLoopbackAddress()) {
            System.err.println("note: other machines can connect to " + PrintedEvents.text(address));
        }
    }

    private static String summary(DrainResult result, ServerStats stats) {
        return String.format(Locale.ROOT,
                "stopped in %d ms: %d sessions drained, %d forced; %d accepted, %d echoes, %d bytes in all",
                result.elapsed().toMillis(), result.drained(), result.forced(), stats.accepted(), stats.echoes(),
                stats.bytes());
    }

    private int fail(String line) {
        System.err.println("error: " + line);
        return 1;
    }
}
