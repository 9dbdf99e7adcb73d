package threadlab.client.engine;

import java.nio.channels.SelectionKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.transport.Transport;
import threadlab.client.verify.Failure;

/**
 * Opens the connections of one loop: the initial ones at the rate of the plan and few at a time, any other at once.
 * Counts every failure. Not thread-safe, except for the future.
 */
final class Connector {
    /** Limits the initial attempts over all loops; below any server's backlog. */
    private static final int MAX_CONCURRENT = 100;

    /** Takes an initial connection, with its {@link Transport} attached. */
    interface ConnectionHandler {
        void connected(int session, SelectionKey key);
    }

    private final Run run;
    private final ConnectionProfile profile;
    private final EventLoop loop;
    private final int loops;
    private final ConnectionHandler handler;
    private final CompletableFuture<Void> initialConnected = new CompletableFuture<>();
    /** The attempts that have not ended, oldest first. */
    private final Set<ConnectAttempt> attempts = new LinkedHashSet<>();
    private final Runnable expiry = this::expire;
    /** A timer is set for {@link #expiry}. It is cancelled when no attempt needs it, and disturbs no measurement. */
    private boolean expirySet;
    /** The next initial session of this loop, which has every {@code loops}-th. */
    private int next;
    private int connecting;
    /** No initial attempt may begin: one is being begun, or a timer is set for the next. */
    private boolean paused;
    private long startedAt;
    private boolean stopped;

    Connector(Run run, EventLoop loop, int index, int loops, ConnectionHandler handler) {
        this.run = run;
        this.profile = run.plan().profile();
        this.loop = loop;
        this.loops = loops;
        this.next = index;
        this.handler = handler;
    }

    /** Completed when each initial session has a connection or has failed. */
    CompletableFuture<Void> initialConnected() {
        return initialConnected;
    }

    /** Takes a connection for the first initial session, with its {@link Transport} attached. */
    void adopt(SelectionKey key) {
        handler.connected(next, key);
        next += loops;
    }

    void connectInitial() {
        startedAt = System.nanoTime();
        connectMore();
    }

    private void connectMore() {
        if (paused) {
            return;
        }
        paused = true;
        int sessions = profile.initialSessions();
        while (!stopped && next < sessions && connecting < Math.max(1, MAX_CONCURRENT / loops)) {
            long due = startedAt + (profile.connectRate() == 0 ? 0 : (long) (next / profile.connectRate() * 1e9));
            if (due - System.nanoTime() > 0) {
                loop.at(due, this::resume);
                return;
            }
            connectOne(next);
            next += loops;
        }
        paused = false;
        if (connecting == 0 && next >= sessions) {
            initialConnected.complete(null);
        }
    }

    private void resume() {
        paused = false;
        connectMore();
    }

    private void connectOne(int session) {
        connecting++;
        connect(session, true, key -> {
            connecting--;
            if (key != null) {
                handler.connected(session, key);
            }
            connectMore();
        });
    }

    /**
     * Begins to connect a session.
     *
     * @param expires whether the attempt has a timeout
     * @param then called at the end, with null for a failure
     */
    void connect(int session, boolean expires, Consumer<@Nullable SelectionKey> then) {
        var end = new End(session, then);
        long deadline = expires ? System.nanoTime() + ConnectAttempt.TIMEOUT.toNanos() : ConnectAttempt.NEVER;
        end.attempt = ConnectAttempt.begin(loop, run, session, deadline, end);
        if (end.attempt != null) {
            attempts.add(end.attempt);
            setExpiry();
        }
    }

    /** Sets a timer for the oldest attempt, which expires first since all have the same timeout. */
    private void setExpiry() {
        if (!expirySet) {
            attempts.stream().filter(ConnectAttempt::expires).findFirst().ifPresent(first -> {
                expirySet = true;
                loop.at(first.deadline(), expiry);
            });
        }
    }

    private void expire() {
        expirySet = false;
        long now = System.nanoTime();
        List.copyOf(attempts).stream().filter(attempt -> attempt.isOverdue(now)).forEach(ConnectAttempt::expire);
        setExpiry();
    }

    private void remove(@Nullable ConnectAttempt attempt) {
        attempts.remove(attempt);
        if (expirySet && attempts.stream().noneMatch(ConnectAttempt::expires)) {
            expirySet = false;
            loop.cancel(expiry);
        }
    }

    /** Handles the end of one attempt. */
    private final class End implements ConnectAttempt.Callback {
        private final int session;
        private final Consumer<@Nullable SelectionKey> then;
        /** Is null while the attempt is being begun. */
        private @Nullable ConnectAttempt attempt;

        End(int session, Consumer<@Nullable SelectionKey> then) {
            this.session = session;
            this.then = then;
        }

        @Override
        public void connected(SelectionKey key) {
            remove(attempt);
            then.accept(key);
        }

        @Override
        public void failed(Failure failure, String detail) {
            remove(attempt);
            run.failures().add(failure, session, detail);
            then.accept(null);
        }
    }

    /** Begins no further initial attempts. If some of these are missing, all attempts are abandoned. */
    void stop() {
        stopped = true;
        if (!initialConnected.isDone()) {
            abandon();
        }
    }

    boolean isBusy() {
        return !attempts.isEmpty();
    }

    /** Abandons all attempts. */
    void abandon() {
        stopped = true;
        List.copyOf(attempts).forEach(ConnectAttempt::abandon);
        initialConnected.complete(null);
    }
}
