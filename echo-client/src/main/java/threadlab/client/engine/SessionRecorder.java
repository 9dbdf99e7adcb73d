package threadlab.client.engine;

import java.util.concurrent.TimeUnit;
import threadlab.client.plan.LoadModel;

/** Records what a busy session sends and receives, by the phase in which each message was due. Not thread-safe. */
final class SessionRecorder {
    /** A message that is sent later than this after it was due counts as late. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final int session;
    private final Run run;
    private final EventLoop loop;
    private final MeasurementWindow window;
    private final boolean isOpenLoop;
    private boolean hasEchoes;
    private long measured;

    SessionRecorder(int session, Run run, EventLoop loop, MeasurementWindow window) {
        this.session = session;
        this.run = run;
        this.loop = loop;
        this.window = window;
        this.isOpenLoop = run.plan().loadModel() instanceof LoadModel.Open;
    }

    /** Returns the echoes so far of messages that were due in the measured window. */
    long measured() {
        return measured;
    }

    /** Records a message that is about to be sent. Returns false, and records nothing, if the budget is used up. */
    boolean send(long due, long now) {
        PhaseStats stats = loop.stats(window.phase(due));
        if (!stats.budget().take()) {
            return false;
        }
        stats.counters().due(now - due > LATE_NANOS);
        if (isOpenLoop) {
            stats.latencies().sendDelay(now - due);
        }
        return true;
    }

    void echo(long due, long sent, long now) {
        int phase = window.phase(due);
        PhaseStats stats = loop.stats(phase);
        stats.latencies().echo(now - due, now - sent);
        stats.counters().measured(now, !window.isOver(now));
        measured += MeasurementWindow.OUTSIDE - phase; // adds 1 if measured, else 0, without a branch as in phase()
        if (!hasEchoes) {
            hasEchoes = true;
            run.fairness().first(session, now - window.start());
        }
    }
}
