package threadlab.client.cluster;

import java.time.Duration;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadResult;

/** The messages between coordinator and workers. {@link MessageCodec} translates them into bytes. */
sealed interface ClusterMessage {
    /** The version of all messages but {@link Discover} and {@link VersionMismatch}, which never change. */
    int PROTOCOL = 4;

    /** A message about one run. One about any other run is out of date. */
    sealed interface RunMessage extends ClusterMessage {
        String run();
    }

    /** The state of a load. */
    enum Phase {
        WARMING_UP,
        MEASURING,
        /** The last echoes are in flight. */
        ENDING
    }

    /** Sent by the coordinator to find workers. */
    record Discover(String version, int protocol) implements ClusterMessage {
    }

    /** Sent by a worker that is free. */
    record Join(String name) implements ClusterMessage {
    }

    /** Sent by a worker that is of another version. */
    record VersionMismatch(String name, String version, int protocol) implements ClusterMessage {
    }

    /** @param plan the worker's part of the whole plan */
    record Assign(String run, LoadPlan plan) implements RunMessage {
    }

    /** The worker's part cannot be done, or not to its end. */
    record Failed(String run, String reason) implements RunMessage {
    }

    /** All sessions of the worker are connected. */
    record Ready(String run) implements RunMessage {
    }

    record Ping(String run, long number) implements RunMessage {
    }

    /** @param clock the worker's monotonic clock when it answered, in nanoseconds */
    record Pong(String run, long number, long clock) implements RunMessage {
    }

    /** @param at the start on the worker's monotonic clock, in nanoseconds */
    record Start(String run, long at) implements RunMessage {
    }

    /**
     * What has happened since the last report.
     *
     * @param failures sessions that have failed so far
     */
    record Progress(String run, Phase phase, long echoesPerSecond, long failures, Latencies latencies)
            implements
                RunMessage {
    }

    record Stop(String run) implements RunMessage {
    }

    /** @param late how long after the agreed instant the load began */
    record Result(String run, Duration late, LoadResult result) implements RunMessage {
    }

    /** The run is over, and the worker is free again. */
    record Done(String run) implements RunMessage {
    }
}
