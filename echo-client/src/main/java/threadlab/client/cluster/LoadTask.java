package threadlab.client.cluster;

import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult;

/** The load of a worker. Thread-safe; no method blocks. */
interface LoadTask {
    /** Begins full load at that time on the monotonic clock, or when all sessions are connected if that is later. */
    void start(long at);

    /** Ends the load early; the result is what was measured until then. */
    void stop();

    /** Follows a load. Called on the worker's thread. */
    interface Events {
        /** All sessions are connected. */
        void ready();

        void progress(ClusterMessage.Progress progress);

        /** @param lateNanos how long after the agreed instant the load began */
        void ended(LoadResult result, long lateNanos);

        void failed(String reason);
    }

    /** Creates loads. */
    interface Starter {
        /** Begins to connect, and reports to the events. */
        LoadTask begin(String run, LoadPlan plan, Events events);
    }
}
