package threadlab.support.control;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server has counted since its start.
 *
 * @param accepted sessions, without rejected connections
 * @param open sessions that have not ended yet
 * @param closed sessions that have ended, by reason; a reason that never occurred is absent
 * @param rejected connections that became no session, by reason; a reason that never occurred is absent
 * @param reads reads that found bytes, all of which were written back
 * @param bytes bytes of these reads
 * @param startLatency how long sessions waited until they first ran
 * @param work what the work for messages has asked for and taken; null for a server without work
 */
public record ServerCounters(long accepted, int open, Map<String, Long> closed, Map<String, Long> rejected, long reads,
        long bytes, StartLatency startLatency, @Nullable Work work) {

    /**
     * How long sessions waited until they first ran.
     *
     * @param sessions sessions that have run
     * @param meanMillis mean wait; 0 without sessions
     * @param maxMillis longest wait; 0 without sessions
     */
    public record StartLatency(long sessions, double meanMillis, double maxMillis) {
    }

    /**
     * What the work for messages has asked for and taken since the start. The difference of two tells what was in
     * between.
     *
     * @param elapsedMillis since the start
     * @param messages whose work has ended
     * @param inWorkMillis times that messages were in work, added up; those that still are count with their time so far
     * @param mostInWork messages in work at once, since the last report of counters
     * @param threadWaits messages that were handed to another thread for their work
     * @param threadWaitMillis how long these waited for that thread, added up
     * @param stages one for each kind of stage that the recipe has
     */
    public record Work(double elapsedMillis, long messages, double inWorkMillis, int mostInWork, long threadWaits,
            double threadWaitMillis, List<Stage> stages) {
    }

    /**
     * The stages of a kind, added up.
     *
     * @param stage its name in a recipe
     * @param places of all stages of the kind together; 0 if they hold none
     * @param times how often such a stage has ended
     * @param askedMillis what the recipe drew; 0 if they hold a place
     * @param waitedMillis for a place; 0 if they hold none
     * @param hadMillis how long it took, or how long a place was held
     */
    public record Stage(String stage, int places, long times, double askedMillis, double waitedMillis,
            double hadMillis) {
    }
}
