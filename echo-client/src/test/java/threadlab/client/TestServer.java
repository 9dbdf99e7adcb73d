package threadlab.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;

/** An echo server for tests, honest or not: what goes back is its handler's choice. Counts what it has received. */
public final class TestServer implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    /** Decides what to do about the bytes that one read has found; an exception ends the connection. */
    public interface Handler {
        public void received(Connection connection, byte[] bytes) throws Exception;
    }

    /**
     * One accepted connection, numbered in the order of accepting. Belongs to its thread.
     *
     * @param acceptedAt when, on the monotonic clock
     * @param before bytes received before those at hand; all of them, once it has ended
     */
    public record Connection(int number, Socket socket, long acceptedAt, AtomicLong before) implements AutoCloseable {

        public void send(byte... bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        /** Where in the bytes at hand the connection's byte of that number is; outside of them if not among them. */
        public int indexOf(long number) {
            return Math.toIntExact(number - before.get());
        }

        public void halfClose() throws IOException {
            socket.shutdownOutput();
        }

        /** Ends the connection with RST instead of FIN. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        private void abandon() throws IOException {
            if (socket instanceof SSLSocket) {
                try {
                    socket.setSoLinger(true, 0); // else it waits for a thread that cannot write
                } catch (SocketException e) {
                    // its thread has just closed it
                }
            }
            socket.close();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private final Handler handler;
    private final ServerSocket listener;
    private final Thread acceptor;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    private TestServer(Handler handler, int accepts, int backlog) throws IOException {
        this(handler, accepts, new ServerSocket(0, backlog, InetAddress.getLoopbackAddress()));
    }

    private TestServer(Handler handler, int accepts, ServerSocket listener) {
        this.handler = handler;
        this.listener = listener;
        acceptor = Thread.startVirtualThread(() -> accept(accepts));
    }

    public static TestServer with(Handler handler) throws IOException {
        return new TestServer(handler, Integer.MAX_VALUE, 200);
    }

    /** @param listener on loopback */
    public static TestServer with(Handler handler, ServerSocket listener) {
        return new TestServer(handler, Integer.MAX_VALUE, listener);
    }

    public static TestServer honest() throws IOException {
        return with(Connection::send);
    }

    /** Takes so many connections, then stops listening. */
    public static TestServer honestToTheFirst(int connections) throws IOException {
        return new TestServer(Connection::send, connections, connections);
    }

    /** Answers what comes first with some bytes, and goes on with others every 20 ms, without end. */
    public static Handler trickle(byte[] first, byte... others) {
        return (connection, bytes) -> {
            connection.send(first);
            for (;;) {
                connection.send(others);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        };
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int accepted() {
        return connections.size();
    }

    /** In the order of accepting, the ended ones too. */
    public List<Connection> connections() {
        return connections;
    }

    public int open() {
        return open.get();
    }

    /** At the same time. */
    public int mostOpen() {
        return mostOpen.get();
    }

    /** Received so far; counted before the handler sees them. */
    public long bytes() {
        return bytes.get();
    }

    private void accept(int accepts) {
        try (listener) {
            for (int i = 0; i < accepts; i++) {
                Socket socket = listener.accept();
                var connection = new Connection(i, socket, System.nanoTime(), new AtomicLong());
                mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
                connections.add(connection);
                threads.execute(() -> serve(connection));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void serve(Connection connection) {
        try (connection) {
            connection.socket.setTcpNoDelay(true);
            byte[] buffer = new byte[CHUNK];
            for (;;) {
                int count = connection.socket.getInputStream().read(buffer);
                if (count < 0) {
                    return;
                }
                bytes.addAndGet(count);
                handler.received(connection, Arrays.copyOf(buffer, count));
                connection.before.addAndGet(count);
            }
        } catch (Exception ended) {
            // by the client or by the handler
        } finally {
            open.decrementAndGet();
        }
    }

    /** Refuses whoever comes from now on; the connections stay. */
    public void stopListening() throws IOException {
        // If a virtual thread is in accept, it listens until that thread has had a turn to close it.
        listener.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        stopListening();
        for (Connection connection : connections) {
            connection.abandon();
        }
        threads.shutdownNow();
    }
}
