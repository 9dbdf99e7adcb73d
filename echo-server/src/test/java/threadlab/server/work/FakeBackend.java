package threadlab.server.work;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers calls at once, but for those that it never answers, and those that it answers when enough are there. */
final class FakeBackend implements AutoCloseable {
    static final BackendCall AT_ONCE = new BackendCall(0);
    static final BackendCall NEVER = new BackendCall(1);
    static final BackendCall TOGETHER = new BackendCall(2);

    private final ServerSocket listening = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    private final CyclicBarrier together;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    /** @param together how many calls are answered together */
    FakeBackend(int together) throws IOException {
        this.together = new CyclicBarrier(together);
        Thread.startVirtualThread(this::accept);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.getLocalSocketAddress();
    }

    /** Returns how many connections there have been. */
    int accepted() {
        return accepted.get();
    }

    int open() {
        return open.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = listening.accept();
                open.add(connection);
                accepted.incrementAndGet();
                Thread.startVirtualThread(() -> serve(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            while (true) {
                BackendCall call = BackendCall.readFrom(connection.getInputStream());
                if (call.equals(TOGETHER)) {
                    together.await();
                }
                if (!call.equals(NEVER)) {
                    call.writeTo(connection.getOutputStream());
                }
            }
        } catch (Exception ended) {
            open.remove(connection);
        }
    }

    /** Resets all connections. */
    void reset() {
        open.forEach(connection -> {
            try {
                connection.setSoLinger(true, 0);
                connection.close();
            } catch (IOException ended) {
                // Its client has closed it.
            }
        });
    }

    @Override
    public void close() throws IOException {
        listening.close();
        reset();
    }
}
