package threadlab.bench.peers;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The transports that Netty has. */
public enum NettyTransport {
    NIO(NioServerSocketChannel.class, NioIoHandler::newFactory, () -> null),
    EPOLL(EpollServerSocketChannel.class,
            EpollIoHandler::newFactory, Epoll::unavailabilityCause),
    IO_URING(IoUringServerSocketChannel.class,
            IoUringIoHandler::newFactory, IoUring::unavailabilityCause);

    private final Class<? extends ServerChannel> channel;
    private final Supplier<IoHandlerFactory> handlers;
    private final Supplier<Throwable> problem;

    NettyTransport(Class<? extends ServerChannel> channel, Supplier<IoHandlerFactory> handlers,
            Supplier<Throwable> problem) {
        this.channel = channel;
        this.handlers = handlers;
        this.problem = problem;
    }

    Class<? extends ServerChannel> channel() {
        return channel;
    }

    IoHandlerFactory handlers() {
        return handlers.get();
    }

    /** Returns why the transport does not work on this system, in one line; empty if it does. */
    Optional<String> problem() {
        Throwable cause = problem.get();
        while (cause != null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Optional.ofNullable(cause).map(last -> this + " does not work here: "
                + String.valueOf(last.getMessage()).lines().findFirst().orElse("no reason given"));
    }

    /** Returns the transport of a candidate with that name; empty for any other name. */
    public static Optional<NettyTransport> named(String name) {
        return Stream.of(values()).filter(transport -> transport.toString().equals(name)).findFirst();
    }

    /** Returns the {@link #problem} of the transport with that name; empty for any other name. */
    public static Optional<String> problemOf(String name) {
        return named(name).flatMap(NettyTransport::problem);
    }

    /** Returns the name of the candidate: {@code netty-io_uring}. */
    @Override
    public String toString() {
        return "netty-" + name().toLowerCase(Locale.ROOT);
    }
}
