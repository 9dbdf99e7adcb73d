package threadlab.server.work;

import java.util.List;

/**
 * What the work of all messages has asked for and taken since the server started. The difference of two tells what was
 * in between.
 *
 * @param nanos since the start
 * @param messages whose work has ended
 * @param nanosInWork the times that messages were in work, added up; those that still are count with their time so far
 * @param mostInWork messages in work at once, since this was last asked for
 * @param threadWaits messages that were handed to another thread for their work; 0 where the thread that reads a
 *            message does it
 * @param nanosForThread from the hand-over of these messages until a thread began, added up
 * @param stages one for each kind of stage that the recipe has
 */
public record WorkStats(long nanos, long messages, long nanosInWork, int mostInWork, long threadWaits,
        long nanosForThread, List<StageTimes> stages) {

    /**
     * The times of all stages of a kind that have ended, added up.
     *
     * @param stage {@code cpu}, {@code wait}, {@code call}, {@code pool}, {@code lock} or {@code monitor}
     * @param places of all stages of the kind together; 0 if they hold none
     * @param times how often such a stage has ended
     * @param askedNanos what the recipe drew; 0 if they hold a place
     * @param waitedNanos for a place; 0 if they hold none
     * @param hadNanos how long it took, or how long a place was held
     */
    public record StageTimes(String stage, int places, long times, long askedNanos, long waitedNanos, long hadNanos) {
    }
}
