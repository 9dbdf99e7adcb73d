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
 * The sessions of one loop, from their connections to their last echoes: starts those together that are held, replaces
 * them, brings newcomers, and ends when they have. The loop's thread's own, but for the future.
 */
final class SessionPool {
    private final Run run;
    private final ConnectionProfile shape;
    private final EventLoop loop;
    /** The loop's place among so many loops. */
    private final int index;
    private final int loops;
    private final Connector connector;
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    /** Oldest first, those that are to stay. */
    private final Set<ClientSession> busy = new LinkedHashSet<>();
    /** Idle ones, newcomers, and those that leave. */
    private final Set<ClientSession> others = new HashSet<>();
    /** When each newcomer was due that has not had its echo, by number. */
    private final Map<Integer, Long> waiting = new HashMap<>();
    /** Busy sessions that leave, and connections that take their place. */
    private int changing;
    /** Null until the load begins. */
    private MeasurementWindow window;
    private boolean over;

    SessionPool(Run run, EventLoop loop, int index, int loops) {
        this.run = run;
        this.shape = run.plan().shape();
        this.loop = loop;
        this.index = index;
        this.loops = loops;
        this.connector = new Connector(run, loop, index, loops, this::hold);
    }

    Connector connector() {
        return connector;
    }

    /** Done when no busy session is left. */
    CompletableFuture<Void> finished() {
        return finished;
    }

    private void hold(int number, SelectionKey key) {
        boolean isBusy = number < shape.sessions();
        var session = new ClientSession(number, isBusy ? Role.BUSY : Role.IDLE, key, run, loop);
        (isBusy ? busy : others).add(session);
        session.listen();
    }

    /** Full load from now on. */
    void start(MeasurementWindow window) {
        this.window = window;
        for (ClientSession session : List.copyOf(busy)) {
            session.start(window, Pacer.of(run.plan(), session.number(), window));
        }
        if (shape.churn() > 0) {
            arrive(index, shape.churn(), window.start(), due -> replaceOldest());
        }
        checkFinished();
    }

    /** From the beginning of the measured window on, which must stand by now; if there are to be any. */
    void bringNewcomers() {
        arrive(index, shape.newcomers(), window.measureFrom(), this::bringNewcomer);
    }

    /** Its own part of the events that come at that rate until the window ends. */
    private void arrive(long number, double perSecond, long from, LongConsumer event) {
        long due = from + (long) (number / perSecond * 1e9);
        if (!window.isOver(due)) {
            loop.at(due, () -> {
                if (!window.isOver(due)) {
                    event.accept(due);
                    arrive(number + loops, perSecond, from, event);
                }
            });
        }
    }

    private void replaceOldest() {
        if (!busy.isEmpty()) {
            ClientSession oldest = busy.iterator().next();
            busy.remove(oldest);
            others.add(oldest);
            changing++;
            oldest.leave();
        }
    }

    /** The one that comes takes over the other's pace, and with it what has become due meanwhile. */
    private void replace(ClientSession gone) {
        int number = run.numbers().getAndIncrement();
        connector.connect(number, true, key -> {
            changing--;
            if (key != null) {
                loop.counts().replaced();
                var session = new ClientSession(number, Role.BUSY, key, run, loop);
                busy.add(session);
                session.listen();
                session.start(window, gone.pacer());
            }
            checkFinished();
        });
    }

    private void bringNewcomer(long due) {
        if (over) { // the loop was kept from its work, and this one from its echo
            unserved(due);
            return;
        }
        int number = run.numbers().getAndIncrement();
        waiting.put(number, due);
        connector.connect(number, false, key -> {
            if (key != null) {
                var session = new ClientSession(number, Role.NEWCOMER, key, run, loop);
                others.add(session);
                session.listen();
                session.start(window, Pacer.once(due));
            } else {
                broken(number);
            }
        });
    }

    /** A newcomer has its echo; after the window's end it counts with those that have none. */
    void served(ClientSession newcomer, long now) {
        if (!window.isOver(now)) {
            loop.latencies().newcomer(now - waiting.remove(newcomer.number()));
            loop.counts().newcomer();
        }
    }

    private void broken(int newcomer) {
        if (waiting.remove(newcomer) != null) {
            loop.counts().newcomer();
        }
    }

    /** A session is closed: as planned, or after a failure. */
    void ended(ClientSession session, boolean asPlanned) {
        others.remove(session);
        run.shares().measured(session.number(), session.measured());
        if (!asPlanned) {
            broken(session.number());
        }
        if (!busy.remove(session) && session.role() == Role.BUSY) { // it was leaving
            if (asPlanned && session.pacer().next() != Pacer.NEVER) {
                replace(session);
            } else {
                changing--;
            }
        }
        checkFinished();
    }

    private void checkFinished() {
        if (window != null && busy.isEmpty() && changing == 0) {
            finished.complete(null);
        }
    }

    /** There is nothing more to send: the busy ones go with their last echoes. */
    void leave() {
        List.copyOf(busy).forEach(ClientSession::leave);
    }

    /** The window has ended: all go that wait for nothing. */
    void windowOver() {
        over = true;
        waiting.values().stream().filter(due -> !window.isOver(due)).forEach(this::unserved);
        waiting.clear();
        connector.stop();
        sessions().forEach(ClientSession::windowOver);
    }

    private void unserved(long due) {
        loop.latencies().newcomer(window.end() - due);
        loop.counts().newcomer();
        loop.counts().unserved();
    }

    boolean isOver() {
        return over && busy.isEmpty() && others.isEmpty() && !connector.isBusy();
    }

    /** Ends what is still there, which then counts as failed. */
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
