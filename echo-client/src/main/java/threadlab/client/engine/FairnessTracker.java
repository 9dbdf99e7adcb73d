package threadlab.client.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult.Fairness;

/**
 * Tracks the echoes of each initial busy session, by its number. The thread of a session's loop writes its entries; all
 * are read once the loops have ended, but {@link #waiting} at any time.
 */
final class FairnessTracker {
    /** With fewer sessions there is no twentieth; with fewer echoes per session one more or less changes too much. */
    private static final int MIN = 20;
    private static final long NEVER = -1;

    /** Echoes in the measured window. */
    private final long[] echoes;
    /** Nanoseconds from the start of the load to the first echo. */
    private final long[] firstEchoes;
    private final AtomicInteger waiting;

    FairnessTracker(int sessions) {
        echoes = new long[sessions];
        firstEchoes = new long[sessions];
        Arrays.fill(firstEchoes, NEVER);
        waiting = new AtomicInteger(sessions);
    }

    /** Records the first echo of a session. Sessions that were opened later are ignored. */
    void first(int session, long nanos) {
        if (session < firstEchoes.length) {
            firstEchoes[session] = nanos;
            waiting.decrementAndGet();
        }
    }

    /** Returns how many sessions have had no echo yet, of any message. Thread-safe. */
    int waiting() {
        return waiting.get();
    }

    /** Records the echoes of a session that has ended. */
    void measured(int session, long count) {
        if (session < echoes.length) {
            echoes[session] = count;
        }
    }

    Fairness fairness(LoadPlan plan) {
        return new Fairness(ratio(plan), unserved(plan), firstEcho(plan));
    }

    /** Replaced sessions had less time; in a counted run a session ends when others take the last messages. */
    private @Nullable Double ratio(LoadPlan plan) {
        int sessions = echoes.length;
        long all = LongStream.of(echoes).sum();
        if (sessions < MIN || all < (long) MIN * sessions || !hadTheSameTime(plan)) {
            return null;
        }
        long[] ascending = echoes.clone();
        Arrays.sort(ascending);
        return ascending[sessions / 20] / ((double) all / sessions);
    }

    /** In an open loop a session may have had no message to send. */
    private @Nullable Long unserved(LoadPlan plan) {
        boolean allHadMessages = plan.loadModel() instanceof LoadModel.Closed
                || LongStream.of(echoes).sum() >= (long) MIN * echoes.length;
        return hadTheSameTime(plan) && allHadMessages
                ? LongStream.of(echoes).filter(count -> count == 0).count()
                : null;
    }

    private static boolean hadTheSameTime(LoadPlan plan) {
        return plan.profile().churn() == 0 && !plan.limit().isCounted();
    }

    /** In an open loop the sessions start one after the other, so that the wait means nothing. */
    private @Nullable Duration firstEcho(LoadPlan plan) {
        boolean startTogether = plan.loadModel() instanceof LoadModel.Closed;
        return startTogether && LongStream.of(firstEchoes).noneMatch(nanos -> nanos == NEVER)
                ? Duration.ofNanos(LongStream.of(firstEchoes).max().orElseThrow())
                : null;
    }
}
