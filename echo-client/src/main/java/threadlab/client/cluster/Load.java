package threadlab.client.cluster;

import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult;

/** A load as a worker handles it. Safe for any thread; nothing here blocks. */
public interface Load {
    /** Begins full load at that time on the monotonic clock, once all is connected. */
    void start(long at);

    /** Ends it early; it then tells what it has. */
    void stop();

    /** Hears how a load goes. Called on the worker's own thread. */
    interface Events {
        void ready();

        void progress(ClusterMessage.Progress progress);

        /** @param lateNanos after the agreed instant it began */
        void ended(LoadResult result, long lateNanos);

        void failed(String reason);
    }

    /** Begins loads. */
    interface Starter {
        /** Connects; tells the events, of a run of that name. */
        Load begin(String run, LoadPlan plan, Events events);
    }
}
