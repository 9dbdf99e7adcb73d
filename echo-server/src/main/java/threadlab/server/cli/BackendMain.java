package threadlab.server.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import threadlab.server.Endpoint;
import threadlab.server.ThreadModel;
import threadlab.server.backend.Backend;
import threadlab.support.AddressFormat;
import threadlab.support.cli.CommandLines;
import threadlab.support.cli.ControlOption;
import threadlab.support.control.ControlChannel;
import threadlab.support.control.Listening;
import threadlab.support.control.UnknownRequest;

/** The backend as a program. Needs no arguments. Ends on SIGTERM or Ctrl-C. */
@Command(name = "lab backend", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Answers the calls of a server's work (lab server --backend), each after the time that it asks "
                + "for.")
public final class BackendMain implements Callable<Integer> {
    private static final String DEFAULT_PORT = "4005";

    @Spec
    private CommandSpec spec;

    @Option(names = "--host", defaultValue = Endpoint.DEFAULT_HOST,
            description = "Address to listen on; 0.0.0.0 opens the backend to every network of this machine, IPv6 "
                    + "too. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(names = "--port", defaultValue = DEFAULT_PORT,
            description = "Port to listen on; 0 lets the system choose. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--max-connections", defaultValue = "20000", paramLabel = "N",
            description = "Further connections are closed at once. Default: ${DEFAULT-VALUE}.")
    private int maxConnections;

    @Option(names = "--idle-timeout", defaultValue = "60s", paramLabel = "TIME",
            description = "Close a connection that sends no call for so long, up to 1h; 0s for never. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Duration idleTimeout;

    @Mixin
    private ControlOption control;

    private BackendMain() {
    }

    public static void main(String... arguments) {
        CommandLines.program(() -> commandLine().execute(arguments), System.err, System::exit);
    }

    public static CommandLine commandLine() {
        return CommandLines.of(new BackendMain());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return control.run(System.in, System.out, this::run);
    }

    private int run(ControlChannel channel) throws IOException, InterruptedException {
        var stop = new CountDownLatch(1);
        try (Backend backend = CommandLines.validate(spec, this::start)) {
            Signals.onFirst(stop::countDown);
            InetSocketAddress address = backend.address();
            channel.send(new Listening(address.getAddress().getHostAddress(), address.getPort(),
                    ThreadModel.VIRTUAL.toString(), false, ProcessHandle.current().pid()));
            channel.serveInBackground(UnknownRequest::new, stop::countDown);
            control.text(System.out).println("listening on " + AddressFormat.format(address));
            ExposureWarning.text(address, List.of()).ifPresent(line -> System.err.println("note: " + line));
            stop.await();
        }
        return 0;
    }

    private Backend start() throws IOException {
        var endpoint = new Endpoint(host, port, Endpoint.DEFAULT_BACKLOG);
        try {
            return Backend.start(endpoint, maxConnections, idleTimeout);
        } catch (IOException e) {
            throw new IOException(StartFailure.text(endpoint, e), e);
        }
    }
}
