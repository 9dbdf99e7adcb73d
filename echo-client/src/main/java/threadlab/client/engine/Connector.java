package threadlab.client.engine;

import java.nio.channels.SelectionKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.transport.Transport;
import threadlab.client.verify.Failure;

/**
 * Opens the connections of one loop: those that are held, at the rate of the plan and few at a time, and any other at
 * once. Every failure is counted here. The loop's thread's own, but for the future.
 */
final class Connector {
    /** Of those held, over all loops: below any server's backlog. */
    private static final int AT_A_TIME = 100;

    /** Takes a connection of one that is held, with its {@link Transport} attached. */
    interface Holder {
        void hold(int number, SelectionKey key);
    }

    private final Run run;
    private final ConnectionProfile shape;
    private final EventLoop loop;
    private final int loops;
    private final Holder holder;
    private final CompletableFuture<Void> heldConnected = new CompletableFuture<>();
    /** Those under way, oldest first. */
    private final Set<ConnectAttempt> attempts = new LinkedHashSet<>();
    private final Runnable expiry = this::expire;
    /** A timer runs for {@link #expiry}; none is left behind, for it would disturb the measured window. */
    private boolean watching;
    /** The number of the next one of those held; every {@code loops}-th is this loop's. */
    private int next;
    private int connecting;
    /** No further attempt may begin: one is being begun, or a timer runs for the next. */
    private boolean pausing;
    private long since;
    private boolean stopped;

    Connector(Run run, EventLoop loop, int index, int loops, Holder holder) {
        this.run = run;
        this.shape = run.plan().shape();
        this.loop = loop;
        this.loops = loops;
        this.next = index;
        this.holder = holder;
    }

    /** Done when there is a connection or a failure for each of those held. */
    CompletableFuture<Void> heldConnected() {
        return heldConnected;
    }

    /** A connection for the first of those held, with its {@link Transport} attached. Before {@link #connectHeld}. */
    void adopt(SelectionKey key) {
        holder.hold(next, key);
        next += loops;
    }

    void connectHeld() {
        since = System.nanoTime();
        connectMore();
    }

    private void connectMore() {
        if (pausing) {
            return;
        }
        pausing = true;
        while (!stopped && next < shape.held() && connecting < Math.max(1, AT_A_TIME / loops)) {
            long due = since + (shape.connectRate() == 0 ? 0 : (long) (next / shape.connectRate() * 1e9));
            if (due - System.nanoTime() > 0) {
                loop.at(due, this::goOn);
                return;
            }
            connectOne(next);
            next += loops;
        }
        pausing = false;
        if (connecting == 0 && next >= shape.held()) {
            heldConnected.complete(null);
        }
    }

    private void goOn() {
        pausing = false;
        connectMore();
    }

    private void connectOne(int number) {
        connecting++;
        connect(number, true, key -> {
            connecting--;
            if (key != null) {
                holder.hold(number, key);
            }
            connectMore();
        });
    }

    /**
     * @param expires whether to give up after a while
     * @param then hears of the end, with null for a failure
     */
    void connect(int number, boolean expires, Consumer<SelectionKey> then) {
        var outcome = new Outcome(number, then);
        long deadline = expires ? System.nanoTime() + ConnectAttempt.PATIENCE.toNanos() : ConnectAttempt.NEVER;
        outcome.attempt = ConnectAttempt.begin(loop, run, number, deadline, outcome);
        if (outcome.attempt != null) {
            attempts.add(outcome.attempt);
            watch();
        }
    }

    /** Waits for the first one to expire; all have the same patience. */
    private void watch() {
        if (!watching) {
            attempts.stream().filter(ConnectAttempt::expires).findFirst().ifPresent(first -> {
                watching = true;
                loop.at(first.deadline(), expiry);
            });
        }
    }

    private void expire() {
        watching = false;
        long now = System.nanoTime();
        List.copyOf(attempts).stream().filter(attempt -> attempt.isOverdue(now)).forEach(ConnectAttempt::expire);
        watch();
    }

    private void forget(ConnectAttempt attempt) {
        attempts.remove(attempt);
        if (watching && attempts.stream().noneMatch(ConnectAttempt::expires)) {
            watching = false;
            loop.cancel(expiry);
        }
    }

    private final class Outcome implements ConnectAttempt.Outcome {
        private final int number;
        private final Consumer<SelectionKey> then;
        /** Null as long as the attempt is being begun. */
        private ConnectAttempt attempt;

        Outcome(int number, Consumer<SelectionKey> then) {
            this.number = number;
            this.then = then;
        }

        @Override
        public void connected(SelectionKey key) {
            forget(attempt);
            then.accept(key);
        }

        @Override
        public void failed(Failure failure, String story) {
            forget(attempt);
            run.failures().add(failure, number, story);
            then.accept(null);
        }
    }

    /** Connects no more of those held, and gives up the attempts if not all of these are connected. */
    void stop() {
        stopped = true;
        if (!heldConnected.isDone()) {
            abandon();
        }
    }

    boolean isBusy() {
        return !attempts.isEmpty();
    }

    /** Gives up what is under way. */
    void abandon() {
        stopped = true;
        List.copyOf(attempts).forEach(ConnectAttempt::abandon);
        heldConnected.complete(null);
    }
}
