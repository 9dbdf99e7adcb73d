package threadlab.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives many sessions on one thread: waits until a socket is ready or a message is due, whichever comes first. A loop
 * rather than a thread per session, since the load must be cheaper than the servers that it measures.
 *
 * <p>Sessions are added before the loop's thread starts, and are that thread's own from then on.
 */
final class LoadLoop implements Runnable {
    private static final int BUFFER = 64 * 1024;
    /** A selector waits in milliseconds; below that the loop looks at the sockets this often. */
    private static final long GLANCE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    /** A session that has something to send at a time. */
    private record Timer(long time, ClientSession session) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            return Long.compare(time - other.time, 0);
        }
    }

    private final Selector selector = Selector.open();
    private final List<ClientSession> sessions = new ArrayList<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final LatencyRecorder latencies = new LatencyRecorder();
    private final ByteBuffer out = buffer();
    private final ByteBuffer in = buffer();
    private final ByteBuffer expected = buffer();
    private int open;
    private volatile boolean abandoned;

    LoadLoop() throws IOException {
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Before the loop runs. */
    void add(ClientSession session) {
        sessions.add(session);
    }

    List<ClientSession> sessions() {
        return sessions;
    }

    LatencyRecorder latencies() {
        return latencies;
    }

    /** Gives up on the sessions that are still open. From any thread. */
    void abandon() {
        abandoned = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            open = sessions.size();
            for (ClientSession session : sessions) {
                session.begin(this, selector);
            }
            while (open > 0 && !abandoned) {
                await();
                runDueTimers();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a loop of the load ended", e);
        } finally {
            sessions.forEach(ClientSession::abandon); // whatever ended the loop, none goes uncounted
        }
    }

    /** Waits for a socket or for the first timer; handles the sockets that are ready. */
    private void await() throws IOException {
        long left = timers.isEmpty() ? Long.MAX_VALUE : timers.peek().time - System.nanoTime();
        if (left >= MILLI) {
            selector.select(key -> ((ClientSession) key.attachment()).ready(),
                    left == Long.MAX_VALUE ? 0 : left / MILLI);
        } else if (selector.selectNow(key -> ((ClientSession) key.attachment()).ready()) == 0 && left > 0) {
            LockSupport.parkNanos(Math.min(left, GLANCE_NANOS));
        }
    }

    private void runDueTimers() {
        while (!abandoned && !timers.isEmpty() && timers.peek().time - System.nanoTime() <= 0) {
            timers.poll().session.timeToSend();
        }
    }

    void wakeAt(long time, ClientSession session) {
        timers.add(new Timer(time, session));
    }

    void ended() {
        open--;
    }

    /** Empty; valid until the session's step ends. */
    ByteBuffer out() {
        return out.clear();
    }

    /** Empty; valid until the session's step ends. */
    ByteBuffer in() {
        return in.clear();
    }

    /** Empty; valid until the session's step ends. */
    ByteBuffer expected() {
        return expected.clear();
    }
}
