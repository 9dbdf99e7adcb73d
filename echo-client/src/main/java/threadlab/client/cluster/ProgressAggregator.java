package threadlab.client.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener;

/** Combines the progress of all workers into that of one load. Not thread-safe. */
final class ProgressAggregator {
    private final LoadListener listener;
    /** The last report of each worker, by member. */
    private final Map<String, ClusterMessage.Progress> last = new HashMap<>();
    private final Latencies latencies = Latencies.empty();
    private boolean measuring;
    private boolean measured;

    ProgressAggregator(LoadListener listener) {
        this.listener = listener;
    }

    void progress(String member, ClusterMessage.Progress progress) {
        last.put(member, progress);
        if (!measuring && progress.phase() != ClusterMessage.Phase.WARMING_UP) {
            measuring = true;
            listener.measuring();
        }
        latencies.add(progress.latencies());
    }

    /** A worker has ended or was lost. Its rate is zero from now on; its failures stay counted. */
    void remove(String member) {
        last.computeIfPresent(member,
                (m, progress) -> new ClusterMessage.Progress(progress.run(), ClusterMessage.Phase.ENDING, 0,
                        progress.failures(), progress.latencies()));
    }

    /** Reports to the listener what has happened since the last time. */
    void report(Duration elapsed) {
        if (!measured && !last.isEmpty()
                && last.values().stream().allMatch(p -> p.phase() == ClusterMessage.Phase.ENDING)) {
            measured = true;
            listener.measured();
        }
        listener.progress(new LoadListener.Interval(elapsed,
                last.values().stream().mapToLong(ClusterMessage.Progress::echoesPerSecond).sum(), latencies,
                last.values().stream().mapToLong(ClusterMessage.Progress::failures).sum()));
        latencies.reset();
    }

    void end() {
        listener.ended();
    }
}
