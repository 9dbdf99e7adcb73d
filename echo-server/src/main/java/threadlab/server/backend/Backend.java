package threadlab.server.backend;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import threadlab.server.Endpoint;
import threadlab.server.core.Checks;
import threadlab.server.core.CloseUtils;
import threadlab.server.work.BackendCall;

/**
 * Answers calls, each after the time that it asks for. Every connection has a virtual thread, which sleeps until then.
 */
public final class Backend implements AutoCloseable {
    private static final Duration LONGEST_IDLE = Duration.ofHours(1);
    /** How long nothing is accepted after a failure, such as a lack of file descriptors. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ServerSocket socket = new ServerSocket();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places;
    private final int idleMillis;

    private Backend(int maxConnections, Duration idleTimeout) throws IOException {
        this.places = new Semaphore(maxConnections);
        this.idleMillis = (int) idleTimeout.toMillis();
    }

    /**
     * Starts a backend, which accepts connections when this returns.
     *
     * @param maxConnections further ones are closed at once
     * @param idleTimeout a connection that sends no call for so long is closed; 0 for never
     * @throws IllegalArgumentException in one line
     */
    public static Backend start(Endpoint endpoint, int maxConnections, Duration idleTimeout) throws IOException {
        Checks.checkRange("max-connections", maxConnections, 1, Integer.MAX_VALUE);
        Checks.checkRange("idle-timeout", idleTimeout, Duration.ZERO, LONGEST_IDLE);
        var address = new InetSocketAddress(endpoint.host(), endpoint.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException(endpoint.host());
        }
        var backend = new Backend(maxConnections, idleTimeout);
        try {
            backend.socket.bind(address, endpoint.backlog());
        } catch (IOException e) {
            backend.close();
            throw e;
        }
        backend.threads.execute(backend::acceptAll);
        return backend;
    }

    /** The address that it listens on. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                accept();
            } catch (IOException e) {
                LockSupport.parkNanos(PAUSE_NANOS); // if it was closed, the loop ends
            }
        }
    }

    private void accept() throws IOException {
        Socket connection = socket.accept();
        if (!places.tryAcquire()) {
            connection.close();
            return;
        }
        try {
            threads.execute(() -> serve(connection));
        } catch (RejectedExecutionException closed) {
            connection.close();
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            connection.setSoTimeout(idleMillis);
            while (true) {
                BackendCall call = BackendCall.readFrom(connection.getInputStream());
                TimeUnit.NANOSECONDS.sleep(call.nanos());
                call.writeTo(connection.getOutputStream());
            }
        } catch (IOException | InterruptedException e) {
            // The caller has gone, was idle for too long, or asked for too long a time; or this backend is closed.
        } finally {
            places.release();
        }
    }

    /** Closes its port and all connections. Blocks until their threads have ended. */
    @Override
    public void close() {
        CloseUtils.closeLogged(socket, Backend.class);
        threads.shutdownNow(); // an interrupt ends a sleep, and closes the socket that a virtual thread reads from
        threads.close();
    }
}
