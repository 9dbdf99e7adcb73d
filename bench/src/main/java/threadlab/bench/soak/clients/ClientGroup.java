package threadlab.bench.soak.clients;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import threadlab.server.events.CloseReason;
import threadlab.support.Durations;
import threadlab.support.IoErrors;
import threadlab.support.SelfConnection;

/** Misbehaving clients of one kind that arrive at a steady rate, each on a virtual thread. */
public final class ClientGroup {
    private static final int MAX_CONCURRENT = 200;
    private static final int CONNECT_MILLIS = 10_000;

    private final String kind;
    private final MisbehavingClient client;
    private final double perSecond;
    private final InetSocketAddress server;
    /** A client that is still connected after this time is disconnected and counted as unexpected. */
    private final Duration timeout;
    /** Used by the thread of the arrivals only. */
    private final SplittableRandom random;
    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread arrivals = Thread.ofVirtual().unstarted(this::arrive);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    // All that follows is guarded by this.
    private final Map<String, Long> expected = new TreeMap<>();
    private long connections;
    private long heldBack;
    private long unexpected;
    private @Nullable String firstUnexpected;

    /**
     * Makes a group, which does nothing before it is started.
     *
     * @param perSecond arrivals a second
     * @param timeout of a session, without the time to connect
     */
    ClientGroup(String kind, MisbehavingClient client, double perSecond, InetSocketAddress server,
            Duration timeout, long seed) {
        this.kind = kind;
        this.client = client;
        this.perSecond = perSecond;
        this.server = server;
        this.timeout = timeout;
        this.random = new SplittableRandom(seed);
    }

    /** Lets clients arrive from now on. */
    public void start() {
        arrivals.start();
    }

    /** Ends the arrivals. Clients that are connected stay until they end by themselves. Thread-safe. */
    void stop() {
        stopped.countDown();
    }

    private void arrive() {
        long start = System.nanoTime();
        try {
            for (long i = 0; !stopped.await(start + (long) (i / perSecond * 1e9) - System.nanoTime(),
                    TimeUnit.NANOSECONDS); i++) {
                if (permits.tryAcquire()) {
                    SplittableRandom own = random.split();
                    threads.execute(() -> run(own));
                } else {
                    countHeldBack();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(SplittableRandom own) {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(MisbehavingClient.MAX_MESSAGE); // a stalled reader must fill it
            socket.connect(server, CONNECT_MILLIS);
            SelfConnection.check(socket);
            countConnection();
            CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> disconnect(socket));
            countExpected(client.run(socket, own));
        } catch (IOException e) {
            countUnexpected(IoErrors.text(e));
        } catch (InterruptedException e) {
            countUnexpected("interrupted");
            Thread.currentThread().interrupt();
        } finally {
            permits.release();
        }
    }

    private void disconnect(Socket socket) {
        try {
            if (!socket.isClosed()) {
                countUnexpected("still connected after " + Durations.format(timeout));
                socket.close();
            }
        } catch (IOException e) {
            countUnexpected(IoErrors.text(e));
        }
    }

    private synchronized void countConnection() {
        connections++;
    }

    private synchronized void countExpected(CloseReason reason) {
        expected.merge(reason.toString(), 1L, Long::sum);
    }

    private synchronized void countHeldBack() {
        heldBack++;
    }

    private synchronized void countUnexpected(String detail) {
        unexpected++;
        firstUnexpected = firstUnexpected == null ? kind + ": " + detail : firstUnexpected;
    }

    synchronized boolean hasUnexpected() {
        return unexpected > 0;
    }

    /** Ends the arrivals and blocks until the last client has disconnected. */
    public MisbehavingReport end() throws InterruptedException {
        stop();
        arrivals.join();
        threads.shutdown();
        if (!threads.awaitTermination(timeout.toMillis() + 2 * CONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
            countUnexpected("some clients did not end");
        }
        synchronized (this) {
            return new MisbehavingReport(kind, connections, Map.copyOf(expected), heldBack, unexpected,
                    firstUnexpected);
        }
    }
}
