package threadlab.server.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.server.ThreadModel;
import threadlab.server.blocking.VirtualThreadPoller;
import threadlab.server.events.ServerListener;

@Timeout(60)
class AcceptorTest {
    private final SessionRegistry registry = new SessionRegistry(1);

    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void anAcceptThatBlocksEndsWhenTheSocketIsClosed(ThreadModel model) throws Exception {
        try (ChannelIo.Strategy io = model == ThreadModel.VIRTUAL_TUNED
                ? VirtualThreadPoller.started(UnaryOperator.identity())
                : BlockingIo.STRATEGY) {
            var socket = ListeningSocket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, io);
            var filter = new ConnectionFilter(ConnectionLimits.NONE, registry, ServerListener.NONE);
            Thread thread = model.threads()
                    .newThread(new Acceptor(socket, filter, registry, new NoSessions(io), ServerListener.NONE));
            thread.start();
            await().pollInterval(Duration.ofMillis(5)).until(() -> blocks(thread));
            registry.beginDrain();
            socket.close();
            thread.join();
        }
        assertThat(registry.awaitEmpty(Duration.ZERO)).as("the permit was released").isTrue();
    }

    /** A virtual thread has unmounted; a platform thread is in the native call that waits. */
    private static boolean blocks(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return thread.isVirtual()
                ? thread.getState() == Thread.State.WAITING
                : stack.length > 0 && stack[0].isNativeMethod();
    }

    /** A dispatcher that nobody connects to. */
    private record NoSessions(ChannelIo.Strategy io) implements SessionDispatcher {
        @Override
        public void serve(SocketChannel channel, InetSocketAddress peer) {
            throw new AssertionError("nobody connects");
        }

        @Override
        public void close() {
            // The test closes the io.
        }
    }
}
