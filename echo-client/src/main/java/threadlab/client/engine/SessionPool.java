package threadlab.client.engine;

import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import threadlab.client.engine.ClientSession.Role;
import threadlab.client.plan.ConnectionProfile;

/**
 * The sessions of one loop, from connecting to their last echoes: starts the initial ones together, replaces busy ones,
 * and opens probe sessions. Not thread-safe, except for the future; used by the loop's thread.
 */
final class SessionPool {
    private final Run run;
    private final ConnectionProfile profile;
    private final EventLoop loop;
    /** The number of this loop among {@code loops}. */
    private final int index;
    private final int loops;
    private final Connector connector;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    /** Busy sessions that are to stay, oldest first. */
    private final Set<ClientSession> busy = new LinkedHashSet<>();
    /** Idle sessions, probe sessions, and busy ones that are leaving. */
    private final Set<ClientSession> others = new HashSet<>();
    /** The due times of the probe sessions that wait for their echo, by session. */
    private final Map<Integer, Long> waitingProbes = new HashMap<>();
    /** Busy sessions that are leaving, and connections that replace them. */
    private int replacing;
    /** Set when the load begins. */
    @SuppressWarnings("NullAway.Init")
    private MeasurementWindow window;
    private boolean started;
    private boolean over;

    SessionPool(Run run, EventLoop loop, int index, int loops) {
        this.run = run;
        this.profile = run.plan().profile();
        this.loop = loop;
        this.index = index;
        this.loops = loops;
        this.connector = new Connector(run, loop, index, loops, this::add);
    }

    Connector connector() {
        return connector;
    }

    /** Completed when no busy session is left. */
    CompletableFuture<Void> finished() {
        return finished;
    }

    private void add(int number, SelectionKey key) {
        boolean isBusy = number < profile.sessions();
        var session = new ClientSession(number, isBusy ? Role.BUSY : Role.IDLE, key, run, loop);
        (isBusy ? busy : others).add(session);
        session.listen();
    }

    /** Begins full load. */
    void start(MeasurementWindow window) {
        this.window = window;
        started = true;
        connector.stop(); // of a run that was stopped meanwhile: sessions that connect later would have no pacer
        for (ClientSession session : List.copyOf(busy)) {
            session.start(window, Pacer.of(run.plan(), session.number, window));
        }
        if (profile.churn() > 0) {
            scheduleArrivals(index, profile.churn(), window.start(), due -> replaceOldest());
        }
        checkFinished();
    }

    /** Opens probe sessions from the begin of the measured window, which must be fixed by now. */
    void startProbes() {
        scheduleArrivals(index, profile.probeRate(), window.measureFrom(), this::openProbe);
    }

    /** Schedules this loop's part of the events that occur at that rate until the window ends. */
    private void scheduleArrivals(long number, double perSecond, long from, LongConsumer event) {
        long due = from + (long) (number / perSecond * 1e9);
        if (!window.isOver(due)) {
            loop.at(due, () -> {
                if (!window.isOver(due)) {
                    event.accept(due);
                    scheduleArrivals(number + loops, perSecond, from, event);
                }
            });
        }
    }

    private void replaceOldest() {
        if (!busy.isEmpty()) {
            ClientSession oldest = busy.iterator().next();
            busy.remove(oldest);
            others.add(oldest);
            replacing++;
            oldest.leave();
        }
    }

    /** The new session takes over the pacer of the old one, and with it the messages that have become due meanwhile. */
    private void replace(ClientSession old) {
        int number = run.nextNumber().getAndIncrement();
        connector.connect(number, true, key -> {
            replacing--;
            if (key != null) {
                loop.counters().replacedSessions++;
                var session = new ClientSession(number, Role.BUSY, key, run, loop);
                busy.add(session);
                session.listen();
                session.start(window, old.pacer());
            }
            checkFinished();
        });
    }

    private void openProbe(long due) {
        if (over) { // the loop was late, so that there is no time for an echo
            countUnserved(due);
            return;
        }
        int number = run.nextNumber().getAndIncrement();
        waitingProbes.put(number, due);
        connector.connect(number, false, key -> {
            if (key != null) {
                var session = new ClientSession(number, Role.PROBE, key, run, loop);
                others.add(session);
                session.listen();
                session.start(window, Pacer.once(due));
            } else {
                countFailed(number);
            }
        });
    }

    /** A probe session has its echo. If that comes after the window, the session counts as unserved. */
    void served(ClientSession probe, long now) {
        Long due = window.isOver(now) ? null : waitingProbes.remove(probe.number);
        if (due != null) {
            loop.latencies().probe(now - due);
            loop.counters().probes++;
        }
    }

    private void countFailed(int probe) {
        if (waitingProbes.remove(probe) != null) {
            loop.counters().probes++;
        }
    }

    /** A session was closed, as planned or after a failure. */
    void ended(ClientSession session, boolean asPlanned) {
        others.remove(session);
        run.fairness().measured(session.number, session.measured());
        if (!asPlanned) {
            countFailed(session.number);
        }
        if (!busy.remove(session) && session.role == Role.BUSY) { // it was leaving
            if (asPlanned && session.pacer().next() != Pacer.NEVER) {
                replace(session);
            } else {
                replacing--;
            }
        }
        checkFinished();
    }

    private void checkFinished() {
        if (started && busy.isEmpty() && replacing == 0) {
            finished.complete(null);
        }
    }

    /** Nothing is left to send: the busy sessions end after their last echoes. */
    void leave() {
        List.copyOf(busy).forEach(ClientSession::leave);
    }

    /** The window has ended: sessions that wait for nothing end. */
    void windowOver() {
        over = true;
        waitingProbes.values().stream().filter(due -> !window.isOver(due)).forEach(this::countUnserved);
        waitingProbes.clear();
        connector.stop();
        sessions().forEach(ClientSession::windowOver);
    }

    private void countUnserved(long due) {
        loop.latencies().probe(window.end() - due);
        loop.counters().probes++;
        loop.counters().unservedProbes++;
    }

    boolean isOver() {
        return over && busy.isEmpty() && others.isEmpty() && !connector.isBusy();
    }

    /** Abandons everything that has not ended; it counts as failed. */
    void abandon() {
        connector.abandon();
        sessions().forEach(ClientSession::abandon);
        finished.complete(null);
    }

    private List<ClientSession> sessions() {
        var all = new ArrayList<>(busy);
        all.addAll(others);
        return all;
    }
}
