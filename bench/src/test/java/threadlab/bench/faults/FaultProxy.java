package threadlab.bench.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import threadlab.bench.faults.ProxyPath.Direction;

/**
 * Forwards connections to a server on loopback, with a fault. Each connection has two virtual threads and two buffers.
 * Connections above the maximum wait in the backlog. An end or a reset on one side becomes one on the other.
 * {@link #close} leaves no socket and no thread.
 */
final class FaultProxy implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 1024;
    private static final int TIMEOUT_SECONDS = 10;

    private final InetSocketAddress server;
    private final Fault fault;
    private final long seed;
    private final ServerSocket listener = new ServerSocket(0, MAX_CONNECTIONS, InetAddress.getLoopbackAddress());
    private final Semaphore permits = new Semaphore(MAX_CONNECTIONS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Map<Direction, LongAdder> passed = Map.of(Direction.UP, new LongAdder(), Direction.DOWN,
            new LongAdder());
    private final Thread acceptor;

    FaultProxy(InetSocketAddress server, Fault fault, long seed) throws IOException {
        this.server = server;
        this.fault = fault;
        this.seed = seed;
        // A virtual one would wait for those that forward single bytes, and always have another.
        acceptor = Thread.ofPlatform().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns the number of bytes that have been forwarded in a direction. */
    long passed(Direction direction) {
        return passed.get(direction).sum();
    }

    /** Returns the number of open connections whose traffic a {@link Blackhole} has stopped. */
    long blackholes() {
        return open.stream().filter(Connection::isBlackhole).count();
    }

    private void accept() {
        try {
            for (int number = 0;; number++) {
                permits.acquire();
                Socket client = listener.accept();
                Socket upstream = new Socket();
                var connection = new Connection(number, seed, client, upstream);
                open.add(connection);
                connect(connection, client, upstream);
                threads.execute(() -> serve(connection, client, upstream));
            }
        } catch (IOException | InterruptedException closed) {
            // The proxy is being closed.
        }
    }

    private void serve(Connection connection, Socket client, Socket upstream) {
        try (client; upstream) {
            var up = new Pump(connection, Direction.UP, client, upstream, fault, passed.get(Direction.UP));
            var down = new Pump(connection, Direction.DOWN, upstream, client, fault, passed.get(Direction.DOWN));
            Thread back = Thread.startVirtualThread(down);
            up.run();
            back.join();
        } catch (IOException ended) {
            // It was cut off.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
            permits.release();
        }
    }

    /** If the server refuses it, the client gets a reset. */
    private void connect(Connection connection, Socket client, Socket upstream) {
        try {
            upstream.connect(server);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
        } catch (IOException refused) {
            connection.reset();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        acceptor.interrupt(); // it may wait for a permit
        try {
            acceptor.join();
            open.forEach(Connection::reset);
            threads.shutdown();
            if (!threads.awaitTermination(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("connections of the proxy did not end");
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
