package threadlab.server.work;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import threadlab.server.work.WorkFailedException.Lack;

/**
 * Calls a backend as {@link BackendClient} does, on the thread of one loop, which is not blocked. Used by that thread
 * alone.
 */
final class NonBlockingBackendClient {
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final InetSocketAddress address;
    private final Loop loop;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Set<Connection> busy = new LinkedHashSet<>();

    NonBlockingBackendClient(InetSocketAddress address, Loop loop) {
        this.address = address;
        this.loop = loop;
    }

    /** Returns what is complete when the backend has answered, or fails with a {@link WorkFailedException}. */
    CompletionStage<Void> call(BackendCall call) {
        return answer(call).exceptionallyCompose(
                failure -> CompletableFuture.failedStage(new WorkFailedException(Lack.BACKEND, failure)));
    }

    /** The backend may have closed a connection while it was idle. A call can be repeated, on the next one. */
    private CompletionStage<Void> answer(BackendCall call) {
        for (Connection used = idle.pollFirst(); used != null; used = idle.pollFirst()) {
            CompletableFuture<Void> answer = used.send(call);
            if (!answer.isCompletedExceptionally()) { // else the stack would grow with each closed connection
                return answer.exceptionallyCompose(failure -> failure instanceof SocketTimeoutException
                        ? CompletableFuture.failedStage(failure)
                        : answer(call));
            }
        }
        return connectAndSend(call);
    }

    private CompletionStage<Void> connectAndSend(BackendCall call) {
        try {
            return new Connection().send(call);
        } catch (IOException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Ends the calls that have waited for too long, now and later. */
    private void sweep() {
        new ArrayList<>(busy).forEach(Connection::endIfOverdue);
        if (!busy.isEmpty()) {
            loop.executeAfter(SWEEP_NANOS, this::sweep);
        }
    }

    /** Carries one call after the other. */
    private final class Connection {
        private final SocketChannel channel = SocketChannel.open();
        private final ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
        private final SelectionKey key;
        private boolean sent;
        private long asked;
        private long overdueAt;
        /** Null while no call is made. */
        private @Nullable CompletableFuture<Void> answer;

        Connection() throws IOException {
            try {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                if (address.isUnresolved()) {
                    throw new UnknownHostException(address.getHostString());
                }
                boolean isConnected = channel.connect(address);
                if (isConnected) {
                    BackendClient.checkNotItself(channel.getLocalAddress(), channel.getRemoteAddress());
                }
                key = loop.register(channel, isConnected ? 0 : SelectionKey.OP_CONNECT, this::step);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        CompletableFuture<Void> send(BackendCall call) {
            var answer = new CompletableFuture<Void>();
            this.answer = answer;
            asked = call.nanos();
            bytes.clear().putLong(asked).flip();
            sent = false;
            overdueAt = System.nanoTime() + asked + BackendClient.MARGIN_NANOS;
            if (busy.isEmpty()) {
                loop.executeAfter(SWEEP_NANOS, NonBlockingBackendClient.this::sweep);
            }
            busy.add(this);
            step();
            return answer;
        }

        /** Goes on as far as the socket can. */
        private void step() {
            try {
                if (!channel.isConnected() && !connected()) {
                    return;
                }
                if (answer != null && !sent) {
                    write();
                } else {
                    read();
                }
            } catch (IOException e) {
                end(e);
            }
        }

        private boolean connected() throws IOException {
            if (!channel.finishConnect()) {
                return false;
            }
            BackendClient.checkNotItself(channel.getLocalAddress(), channel.getRemoteAddress());
            return true;
        }

        private void write() throws IOException {
            channel.write(bytes);
            if (bytes.hasRemaining()) {
                key.interestOps(SelectionKey.OP_WRITE);
            } else {
                bytes.clear();
                sent = true;
                key.interestOps(SelectionKey.OP_READ);
            }
        }

        private void read() throws IOException {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the backend has closed the connection");
            }
            CompletableFuture<Void> answer = this.answer;
            if (answer == null) {
                throw new IOException("the backend has answered without a call");
            }
            if (!bytes.hasRemaining()) {
                if (bytes.flip().getLong() != asked) {
                    throw new IOException("the backend has answered something else");
                }
                bytes.clear(); // else the end of the stream would not be read
                this.answer = null;
                busy.remove(this);
                idle.addFirst(this);
                answer.complete(null);
            }
        }

        private void endIfOverdue() {
            if (System.nanoTime() - overdueAt >= 0) {
                end(new SocketTimeoutException("the backend has not answered"));
            }
        }

        private void end(IOException why) {
            try {
                channel.close();
            } catch (IOException e) {
                why.addSuppressed(e);
            }
            idle.remove(this);
            busy.remove(this);
            CompletableFuture<Void> answer = this.answer;
            this.answer = null;
            if (answer != null) {
                answer.completeExceptionally(why);
            }
        }
    }
}
