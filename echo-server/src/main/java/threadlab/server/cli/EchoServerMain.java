package threadlab.server.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import threadlab.server.EchoServer;
import threadlab.server.Endpoint;
import threadlab.server.ModelName;
import threadlab.server.ServerConfig;
import threadlab.server.ThreadModel;
import threadlab.server.Timeouts;
import threadlab.server.core.CidrBlock;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerListener;
import threadlab.server.observe.CompositeListener;
import threadlab.server.observe.JfrListener;
import threadlab.server.observe.LoggingListener;
import threadlab.server.observe.PrintingListener;
import threadlab.support.AddressFormat;
import threadlab.support.Preconditions;
import threadlab.support.cli.CommandLines;
import threadlab.support.cli.ControlOption;
import threadlab.support.control.ControlChannel;
import threadlab.support.control.Failed;

/** The server as a program. Needs no arguments. Ends on SIGTERM or Ctrl-C when its sessions are drained. */
@Command(name = "lab server", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Echoes what it receives. The thread model decides which threads do the work.")
public final class EchoServerMain implements Callable<Integer> {
    /** The status of a JVM that ends for want of memory (-XX:+ExitOnOutOfMemoryError). */
    private static final int FAILED = 3;

    @Spec
    private CommandSpec spec;

    @Option(names = "--thread-model", defaultValue = "virtual-tuned", paramLabel = "MODEL",
            description = "How sessions get threads: " + ModelName.ALLOWED + ". Default: ${DEFAULT-VALUE}.")
    private ModelName threadModel;

    @Option(names = "--loops", paramLabel = "N",
            description = "Threads with a selector, for event-loop, pool and virtual-per-request. Default: 1.")
    private @Nullable Integer loops;

    @Option(names = "--host", defaultValue = Endpoint.DEFAULT_HOST,
            description = "Address to listen on; 0.0.0.0 opens the server to every network of this machine, IPv6 too. "
                    + "Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(names = "--port", defaultValue = "" + Endpoint.DEFAULT_PORT,
            description = "Port to listen on; 0 lets the system choose. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--backlog", defaultValue = "" + Endpoint.DEFAULT_BACKLOG, paramLabel = "N",
            description = "Connections that may wait to be accepted; the system may lower it. "
                    + "Default: ${DEFAULT-VALUE}.")
    private int backlog;

    @Mixin
    private CarrierOptions carriers;

    @Mixin
    private ConnectionLimitOptions limits;

    @Option(names = "--idle-timeout", defaultValue = "0s", paramLabel = "TIME",
            description = "Close a session that echoes nothing for so long; 0s for never. Default: ${DEFAULT-VALUE}.")
    private Duration idleTimeout;

    @Option(names = "--max-lifetime", defaultValue = "0s", paramLabel = "TIME",
            description = "Drain a session that is older; 0s for never. Default: ${DEFAULT-VALUE}.")
    private Duration maxLifetime;

    @Mixin
    private ServerTlsOptions tls;

    @Mixin
    private WorkOptions work;

    @Option(names = "--drain", defaultValue = "10s", paramLabel = "TIME",
            description = "How long a stop lets sessions finish. Default: ${DEFAULT-VALUE}.")
    private Duration drain;

    @Option(names = "--print", description = "Print who connects, and the received data as text.")
    private boolean print;

    @Option(names = "--stats", paramLabel = "TIME",
            description = "Print a line of counters at this interval, such as 1s, and report a stats event.")
    private Duration stats;

    @Mixin
    private ControlOption control;

    private final List<ServerListener> observers;

    private EchoServerMain(List<ServerListener> observers) {
        this.observers = observers;
    }

    public static void main(String... arguments) {
        CommandLines.program(() -> commandLine().execute(arguments), System.err, System::exit);
    }

    /** @param observers also receive the events of the server */
    public static CommandLine commandLine(ServerListener... observers) {
        CommandLine commandLine = CommandLines.of(new EchoServerMain(List.of(observers)));
        CommandLines.register(commandLine, CidrBlock.class, CidrBlock::parse);
        return CommandLines.register(commandLine, ModelName.class, EchoServerMain::model);
    }

    private static ModelName model(String text) {
        Optional<ModelName> model = ModelName.named(text);
        Preconditions.check(model.isPresent(), "thread-model", text, ModelName.ALLOWED);
        return model.orElseThrow();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return control.run(System.in, System.out, this::run);
    }

    private int run(ControlChannel channel) throws IOException, InterruptedException {
        ServerConfig config = CommandLines.validate(spec, this::config);
        carriers.set();
        EchoServer server = start(config);
        carriers.follow(server, config.threadModel());
        Signals.onFirst(() -> server.stop(drain));
        var report = new ServerControl(channel, server, config);
        report.begin(drain);
        announce(server, config);
        try {
            DrainResult result = awaitStopped(server, report);
            report.stopped(result);
            text().println(ShutdownSummary.text(result, server.stats()));
            return 0;
        } catch (IllegalStateException e) {
            channel.send(new Failed(String.valueOf(e.getMessage())));
            CommandLines.fail(spec, String.valueOf(e.getMessage()));
            return FAILED;
        }
    }

    private PrintStream text() {
        return control.text(System.out);
    }

    private EchoServer start(ServerConfig config) throws IOException {
        try {
            return EchoServer.start(config, listener());
        } catch (IOException e) {
            throw new IOException(StartFailure.text(config.endpoint(), e), e);
        }
    }

    private ServerConfig config() throws IOException {
        Preconditions.check(stats == null || !stats.isZero(), "stats", stats, "more than 0s");
        ThreadModel model = threadModel.model();
        carriers.check(model);
        Preconditions.check(loops == null || !model.isThreadPerSession(), "loops", loops,
                "only with event-loop, pool or virtual-per-request");
        return new ServerConfig(model, loops == null ? 1 : loops, threadModel.poolThreads(),
                new Endpoint(host, port, backlog), limits.limits(), new Timeouts(idleTimeout, maxLifetime), tls.read(),
                work.work());
    }

    private ServerListener listener() {
        List<ServerListener> listeners = new ArrayList<>(List.of(new JfrListener(), new LoggingListener()));
        listeners.addAll(observers);
        if (print) {
            listeners.add(new PrintingListener(control.isOnStandardStreams() ? System.err : System.out));
        }
        return new CompositeListener(listeners);
    }

    private DrainResult awaitStopped(EchoServer server, ServerControl report) throws InterruptedException {
        var reporter = new StatsReporter();
        Optional<DrainResult> result = Optional.empty();
        while (result.isEmpty()) {
            result = server.awaitStopped(stats != null ? stats : Duration.ofHours(1));
            if (stats != null && result.isEmpty()) {
                report.stats();
                text().println(reporter.next(server.stats(), server.takeRecentStartLatency()));
            }
        }
        return result.get();
    }

    private void announce(EchoServer server, ServerConfig config) {
        InetSocketAddress address = server.address();
        text().println("listening on " + AddressFormat.format(address) + " (" + config.modelName()
                + (config.tls() == null ? "" : ", TLS") + ")");
        ExposureWarning.text(address, config.limits().allowed())
                .ifPresent(line -> System.err.println("note: " + line));
    }
}
