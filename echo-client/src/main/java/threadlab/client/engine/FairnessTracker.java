package threadlab.client.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult.Evenness;

/**
 * What each busy session that was held from the start got of the server, by its number; one that never connected got
 * nothing. The thread of a session's loop writes its part, and all is read once the loops have ended.
 */
public final class FairnessTracker {
    /** With fewer sessions there is no twentieth, and with fewer echoes a session one more or less is no small matter. */
    private static final int FEWEST = 20;
    private static final long NEVER = -1;

    /** In the measured window. */
    private final long[] echoes;
    /** After the start of the load, in nanoseconds. */
    private final long[] firstEchoes;

    public FairnessTracker(int sessions) {
        echoes = new long[sessions];
        firstEchoes = new long[sessions];
        Arrays.fill(firstEchoes, NEVER);
    }

    /** Once a session. Those that came later do not count, since they did not start with the others. */
    void first(int session, long nanos) {
        if (session < firstEchoes.length) {
            firstEchoes[session] = nanos;
        }
    }

    /** When the session has ended, however that was. */
    void measured(int session, long count) {
        if (session < echoes.length) {
            echoes[session] = count;
        }
    }

    Evenness evenness(LoadPlan plan) {
        return new Evenness(fairness(plan), firstEcho(plan));
    }

    /** A session that is replaced had less time, and one of a counted run ends when others take the last messages. */
    private Double fairness(LoadPlan plan) {
        int sessions = echoes.length;
        long all = LongStream.of(echoes).sum();
        if (sessions < FEWEST || all < (long) FEWEST * sessions || plan.shape().churn() > 0
                || plan.extent().isCounted()) {
            return null;
        }
        long[] ascending = echoes.clone();
        Arrays.sort(ascending);
        return ascending[sessions / 20] / ((double) all / sessions);
    }

    /** In an open loop the sessions start one after the other. */
    private Duration firstEcho(LoadPlan plan) {
        boolean allAtOnce = plan.pacing() instanceof LoadModel.Closed;
        return allAtOnce && LongStream.of(firstEchoes).noneMatch(nanos -> nanos == NEVER)
                ? Duration.ofNanos(LongStream.of(firstEchoes).max().orElseThrow())
                : null;
    }
}
