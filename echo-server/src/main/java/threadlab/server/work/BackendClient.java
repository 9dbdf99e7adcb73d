package threadlab.server.work;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import threadlab.server.work.WorkFailedException.Lack;

/** Calls a backend over blocking connections. Those that are idle are used again, the last one first. Thread-safe. */
final class BackendClient implements Closeable {
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;
    /** An answer may be so much later than it was asked for. */
    private static final int MARGIN_MILLIS = 10_000;
    static final long MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(MARGIN_MILLIS);

    /** Most backends close a connection that is idle for longer. */
    private static final Duration LONGEST_IDLE = Duration.ofSeconds(30);

    /** @param since when it was last used, on the monotonic clock */
    private record Idle(Socket socket, long since) {
    }

    private final InetSocketAddress address;
    private final long longestIdleNanos;
    /** The one that was used last is the first. */
    private final Deque<Idle> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    BackendClient(InetSocketAddress address) {
        this(address, LONGEST_IDLE);
    }

    BackendClient(InetSocketAddress address, Duration longestIdle) {
        this.address = address;
        this.longestIdleNanos = longestIdle.toNanos();
    }

    InetSocketAddress address() {
        return address;
    }

    /** Returns when the backend has answered. */
    void call(BackendCall call) throws WorkFailedException {
        try {
            idle.addFirst(new Idle(answered(call), System.nanoTime()));
            closeUnused();
            if (closed) {
                closeIdle();
            }
        } catch (IOException e) {
            throw new WorkFailedException(Lack.BACKEND, e);
        }
    }

    /** Returns the connection over which the answer has come. */
    private Socket answered(BackendCall call) throws IOException {
        for (Idle used = idle.pollFirst(); used != null; used = idle.pollFirst()) {
            try {
                return answered(call, used.socket());
            } catch (SocketTimeoutException e) {
                throw e;
            } catch (IOException closed) {
                if (Thread.currentThread().isInterrupted()) {
                    throw closed; // the call was cut off, and each further connection would be closed too
                }
                // The backend may have closed it while it was idle. A call can be repeated, on the next connection.
            }
        }
        return answered(call, connected());
    }

    private static Socket answered(BackendCall call, Socket socket) throws IOException {
        try {
            socket.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(call.nanos()) + MARGIN_MILLIS);
            call.writeTo(socket.getOutputStream());
            if (!BackendCall.readFrom(socket.getInputStream()).equals(call)) {
                throw new IOException("the backend has answered something else");
            }
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket connected() throws IOException {
        Socket socket = SocketChannel.open().socket(); // unlike others, it is closed by an interrupt
        try {
            socket.setTcpNoDelay(true);
            socket.connect(address, CONNECT_TIMEOUT_MILLIS);
            checkNotItself(socket.getLocalSocketAddress(), socket.getRemoteSocketAddress());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** TCP makes a connection to itself where nobody listens, and what is sent comes back at once. */
    static void checkNotItself(SocketAddress local, SocketAddress remote) throws ConnectException {
        if (local.equals(remote)) {
            throw new ConnectException("the connection leads to itself");
        }
    }

    /** Closes the connections that are idle, and those in use once they are. */
    @Override
    public void close() throws IOException {
        closed = true;
        closeIdle();
    }

    private void closeIdle() throws IOException {
        for (Idle unused = idle.pollFirst(); unused != null; unused = idle.pollFirst()) {
            unused.socket().close();
        }
    }

    /** Closes connections that a peak has left, which the backend may have closed long ago. */
    private void closeUnused() throws IOException {
        long now = System.nanoTime();
        for (Idle oldest = idle.peekLast(); oldest != null && now - oldest.since() > longestIdleNanos
                && idle.removeLastOccurrence(oldest); oldest = idle.peekLast()) {
            oldest.socket().close();
        }
    }
}
