package threadlab.client.cluster;

import java.time.Duration;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadResult;

/** What coordinator and workers tell each other; {@link MessageCodec} gives each its form in bytes. */
public sealed interface ClusterMessage {
    /** Of all notes together; those of another protocol are not understood, but for {@link Call} and {@link Refusal}. */
    int PROTOCOL = 1;

    /** A note of one run; anything that is of another run is out of date. */
    sealed interface OfRun extends ClusterMessage {
        String run();
    }

    /** How far a load has come. */
    enum Phase {
        WARMING_UP, MEASURING,
        /** The last echoes are still on their way. */
        ENDING
    }

    /** Who waits for work? Its form never changes, so that each version understands that of any other. */
    record Call(String lab, int protocol) implements ClusterMessage {
    }

    /** I do. */
    record Here(String name) implements ClusterMessage {
    }

    /** I would, but am of another version. Its form never changes. */
    record Refusal(String name, String lab, int protocol) implements ClusterMessage {
    }

    /** @param part of the plan of all */
    record Assign(String run, LoadPlan part) implements OfRun {
    }

    /** The part cannot be done, or not any more. */
    record Failed(String run, String reason) implements OfRun {
    }

    /** All sessions are connected. */
    record Ready(String run) implements OfRun {
    }

    record Ping(String run, long number) implements OfRun {
    }

    /** @param clock of the worker, monotonic, in nanoseconds, between the ping's coming and the pong's leaving */
    record Pong(String run, long number, long clock) implements OfRun {
    }

    /** @param at on the worker's monotonic clock, in nanoseconds */
    record Start(String run, long at) implements OfRun {
    }

    /**
     * What came since the last one.
     *
     * @param failures sessions that have failed so far
     */
    record Progress(String run, Phase phase, long echoesPerSecond, long failures, Latencies latencies)
            implements
                OfRun {
    }

    record Stop(String run) implements OfRun {
    }

    /** @param late how long after the agreed instant the load began */
    record Result(String run, Duration late, LoadResult result) implements OfRun {
    }

    /** The run is over, for the worker too. */
    record Done(String run) implements OfRun {
    }
}
