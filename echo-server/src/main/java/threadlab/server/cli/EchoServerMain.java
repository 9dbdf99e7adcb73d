package threadlab.server.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.ThreadModel;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerListener;
import threadlab.server.observe.CompositeListener;
import threadlab.server.observe.JfrListener;
import threadlab.server.observe.LoggingListener;

/** The server as a program. Runs from an IDE without arguments; ends on SIGTERM or Ctrl-C once sessions are drained. */
@Command(name = "lab server", mixinStandardHelpOptions = true, version = "threadlab 0.1.0", sortOptions = false,
        description = "Echoes what it receives, with one thread per session.")
public final class EchoServerMain implements Callable<Integer> {
    /** As a JVM that ends on its own account for want of memory (-XX:+ExitOnOutOfMemoryError). */
    private static final int FAILED = 3;

    @Spec
    private CommandSpec spec;

    @Option(names = "--thread-model", defaultValue = "virtual-tuned", paramLabel = "MODEL",
            description = "How sessions get threads: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ThreadModel threadModel;

    @Option(names = "--host", defaultValue = ServerConfig.DEFAULT_HOST,
            description = "Address to listen on; 0.0.0.0 opens it to every network of this machine, IPv6 too. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(names = "--port", defaultValue = ""
            + ServerConfig.DEFAULT_PORT,
            description = "Port to listen on; 0 lets the system choose. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--backlog", defaultValue = "" + ServerConfig.DEFAULT_BACKLOG, paramLabel = "N",
            description = "Connections that may wait to be accepted; the system may lower it. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int backlog;

    @Option(names = "--max-sessions", defaultValue = "" + ServerConfig.DEFAULT_MAX_SESSIONS, paramLabel = "N",
            description = "Sessions served at the same time; the others wait in the backlog. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int maxSessions;

    @Option(names = "--idle-timeout", defaultValue = "0s", converter = DurationConverter.class, paramLabel = "TIME",
            description = "Close a session that echoes nothing for so long; 0s for never. Default: ${DEFAULT-VALUE}.")
    private Duration idleTimeout;

    @Option(names = "--max-lifetime", defaultValue = "0s", converter = DurationConverter.class, paramLabel = "TIME",
            description = "Drain a session that is older; 0s for never. Default: ${DEFAULT-VALUE}.")
    private Duration maxLifetime;

    @Mixin
    private ConnectionLimitOptions peers;

    @Mixin
    private ServerTlsOptions tls;

    @Option(names = "--loops", defaultValue = "1", paramLabel = "N",
            description = "Threads of the event-loop model. Default: ${DEFAULT-VALUE}.")
    private int loops;

    @Option(names = "--drain", defaultValue = "10s", converter = DurationConverter.class, paramLabel = "TIME",
            description = "How long a stop lets sessions finish. Default: ${DEFAULT-VALUE}.")
    private Duration drain;

    @Option(names = "--print", description = "Print who connects, and the data received as text.")
    private boolean print;

    @Option(names = "--stats", converter = DurationConverter.class, paramLabel = "TIME",
            description = "Print a line of counters every so often, such as 1s.")
    private Duration stats;

    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new EchoServerMain()).setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false).setParameterExceptionHandler(new UsageError());
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerConfig config;
        try {
            config = config();
        } catch (IOException e) {
            return fail(e.getMessage());
        }
        EchoServer server;
        try {
            server = EchoServer.start(config, events());
        } catch (IOException e) {
            return fail(StartFailure.text(config, e));
        }
        Signals.onFirst(() -> server.stop(drain));
        announce(server);
        try {
            DrainResult result = awaitStopped(server);
            System.out.println(ShutdownSummary.text(result, server.stats()));
            return 0;
        } catch (IllegalStateException e) {
            fail(e.getMessage());
            return FAILED;
        }
    }

    private static int fail(String why) {
        System.err.println("error: " + PrintingListener.printable(why));
        return 1;
    }

    private ServerConfig config() throws IOException {
        if (stats != null && stats.isZero()) {
            throw new ParameterException(spec.commandLine(), "stats is 0s, allowed: more than 0s");
        }
        try {
            return new ServerConfig(threadModel, host, port, backlog, maxSessions, idleTimeout, maxLifetime, loops,
                    peers.limits(), tls.read());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private ServerListener events() {
        List<ServerListener> watchers = new ArrayList<>(List.of(new JfrListener(), new LoggingListener()));
        if (print) {
            watchers.add(new PrintingListener(System.out));
        }
        return new CompositeListener(watchers);
    }

    private DrainResult awaitStopped(EchoServer server) throws InterruptedException {
        var line = new StatsReporter();
        Optional<DrainResult> result = Optional.empty();
        while (result.isEmpty()) {
            result = server.awaitStopped(stats != null ? stats : Duration.ofHours(1));
            if (stats != null && result.isEmpty()) {
                System.out.println(line.next(server.stats(), server.takeRecentStartDelays()));
            }
        }
        return result.get();
    }

    private void announce(EchoServer server) {
        InetSocketAddress address = server.address();
        System.out.println("listening on " + PrintingListener.text(address) + " (" + threadModel
                + (server.config().tls() == null ? "" : ", TLS") + ")");
        ExposureWarning.text(address, server.config().peers().allowed())
                .ifPresent(line -> System.err.println("note: " + line));
    }
}
