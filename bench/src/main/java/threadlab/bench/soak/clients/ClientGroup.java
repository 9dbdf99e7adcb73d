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
import threadlab.client.plan.Durations;
import threadlab.server.events.CloseReason;

/** Rude clients of one kind that come at a steady rate, each on a virtual thread, and not too many at the same time. */
public final class ClientGroup {
    private static final int MOST = 200;
    private static final int CONNECT_MILLIS = 10_000;

    private final String kind;
    private final MisbehavingClient client;
    private final double perSecond;
    private final InetSocketAddress server;
    /** For a visit, connection excluded. What is still there then is cut off, and is a surprise. */
    private final Duration patience;
    /** The coming thread's own. */
    private final SplittableRandom random;
    private final Semaphore places = new Semaphore(MOST);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread coming = Thread.ofVirtual().unstarted(this::come);
    private final ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor();
    /** Guarded by this, as all that follows. */
    private final Map<String, Long> ended = new TreeMap<>();
    private long visits;
    private long heldBack;
    private long surprises;
    private String firstSurprise;

    public ClientGroup(String kind, MisbehavingClient client, double perSecond, InetSocketAddress server,
            Duration patience, long seed) {
        this.kind = kind;
        this.client = client;
        this.perSecond = perSecond;
        this.server = server;
        this.patience = patience;
        this.random = new SplittableRandom(seed);
    }

    public void start() {
        coming.start();
    }

    /** No more come; those that are there stay as long as they like. From any thread. */
    void stop() {
        stopped.countDown();
    }

    private void come() {
        long start = System.nanoTime();
        try {
            for (long i = 0; !stopped.await(start + (long) (i / perSecond * 1e9) - System.nanoTime(),
                    TimeUnit.NANOSECONDS); i++) {
                if (places.tryAcquire()) {
                    SplittableRandom own = random.split();
                    visitors.execute(() -> visit(own));
                } else {
                    holdBack();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void visit(SplittableRandom own) {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(MisbehavingClient.LARGEST); // what is not read fills it
            socket.connect(server, CONNECT_MILLIS);
            begun();
            CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS).execute(() -> cutOff(socket));
            ended(client.visit(socket, own));
        } catch (IOException e) {
            surprised(e.getMessage());
        } catch (InterruptedException e) {
            surprised("interrupted");
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    private void cutOff(Socket socket) {
        try {
            if (!socket.isClosed()) {
                surprised("still there after " + Durations.text(patience));
                socket.close();
            }
        } catch (IOException e) {
            surprised(e.getMessage());
        }
    }

    private synchronized void begun() {
        visits++;
    }

    private synchronized void ended(CloseReason reason) {
        ended.merge(reason.toString(), 1L, Long::sum);
    }

    private synchronized void holdBack() {
        heldBack++;
    }

    private synchronized void surprised(String story) {
        surprises++;
        firstSurprise = firstSurprise == null ? kind + ": " + story : firstSurprise;
    }

    synchronized boolean isSurprised() {
        return surprises > 0;
    }

    /** Blocks until all have left. */
    public MisbehavingReport end() throws InterruptedException {
        stop();
        coming.join();
        visitors.shutdown();
        if (!visitors.awaitTermination(patience.toMillis() + 2 * CONNECT_MILLIS, TimeUnit.MILLISECONDS)) {
            surprised("some did not leave");
        }
        synchronized (this) {
            return new MisbehavingReport(kind, visits, Map.copyOf(ended), heldBack, surprises, firstSurprise);
        }
    }
}
