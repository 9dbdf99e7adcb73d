package threadlab.bench.peers;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import threadlab.support.Preconditions;
import threadlab.support.cli.CommandLines;
import threadlab.support.cli.ControlOption;
import threadlab.support.control.ControlChannel;
import threadlab.support.control.Jvm;
import threadlab.support.control.Listening;
import threadlab.support.control.UnknownRequest;

/**
 * An echo server on Netty, to compare ours with. It runs until it is killed, or until the input of its control channel
 * ends.
 */
@Command(name = "lab peer", mixinStandardHelpOptions = true, sortOptions = false,
        description = "An echo server on Netty, to compare with; listens on 127.0.0.1.")
public final class PeerMain implements Callable<Integer> {
    private static final int BACKLOG = 4096; // the same as in our own server

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", converter = Named.class, description = "netty-nio, netty-epoll or netty-io_uring.")
    private NettyTransport transport;

    @Option(names = "--port", defaultValue = "4004", paramLabel = "N",
            description = "Port to listen on; 0 lets the system choose. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--loops", paramLabel = "N",
            description = "Event loops that serve; one more accepts. Default: one for each CPU that it may use.")
    private Integer loops;

    @Mixin
    private ControlOption control;

    public static void main(String... args) {
        CommandLines.program(() -> commandLine().execute(args), System.err, System::exit);
    }

    public static CommandLine commandLine() {
        return CommandLines.of(new PeerMain());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return control.run(System.in, System.out, this::run);
    }

    private int run(ControlChannel channel) throws IOException, InterruptedException {
        int serving = CommandLines.validate(spec, this::serving);
        Optional<String> problem = transport.problem();
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
        var acceptor = new MultiThreadIoEventLoopGroup(1, transport.handlers());
        var group = new MultiThreadIoEventLoopGroup(serving, transport.handlers());
        var listening = new ServerBootstrap().group(acceptor, group).channel(transport.channel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG).option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true).childHandler(new Initializer())
                .bind("127.0.0.1", port).await();
        if (!listening.isSuccess()) {
            throw new IOException("cannot listen on 127.0.0.1:" + port + ": " + reason(listening.cause()));
        }
        var address = (InetSocketAddress) listening.channel().localAddress();
        channel.send(
                new Listening(address.getAddress().getHostAddress(), address.getPort(), transport.toString(), false,
                        ProcessHandle.current().pid()));
        channel.serveInBackground(
                request -> request.equals(Jvm.REQUEST) ? Jvm.here() : new UnknownRequest(request),
                listening.channel()::close);
        control.text(System.out).println("listening on 127.0.0.1:" + address.getPort() + " (" + transport + ")");
        listening.channel().closeFuture().await();
        return 0;
    }

    /** Returns what our own server says, or the system's words. Native transports put the call and its number first. */
    static String reason(Throwable failure) {
        String words = String.valueOf(failure.getMessage())
                .replaceFirst("^\\w+\\(.*\\) failed with error\\(-?\\d+\\): ", "");
        return words.contains("in use") ? "the port is in use" : words;
    }

    private int serving() {
        int serving = loops == null ? Runtime.getRuntime().availableProcessors() : loops;
        Preconditions.checkRange("port", port, 0, 65_535);
        Preconditions.checkRange("loops", serving, 1, 1_000);
        return serving;
    }

    private static final class Initializer extends ChannelInitializer<Channel> {
        private final NettyEcho echo = new NettyEcho();

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(echo);
        }
    }

    /** Reads the names of candidates. */
    static final class Named implements ITypeConverter<NettyTransport> {
        @Override
        public NettyTransport convert(String name) {
            return NettyTransport.named(name).orElseThrow(() -> new TypeConversionException(
                    "'" + name + "' is not netty-nio, netty-epoll or netty-io_uring"));
        }
    }
}
