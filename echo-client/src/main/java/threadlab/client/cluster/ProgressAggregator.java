package threadlab.client.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import threadlab.client.result.Latencies;
import threadlab.client.result.LoadListener;

/** What the workers tell of their progress, as that of one load. One thread's own. */
final class ProgressAggregator {
    private final LoadListener listener;
    /** The last rate and failures of each, by member. */
    private final Map<String, ClusterMessage.Progress> last = new HashMap<>();
    private final Latencies step = Latencies.empty();
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
        step.add(progress.latencies());
    }

    /** Its rate is no more; what it had counted stays counted. */
    void gone(String member) {
        last.computeIfPresent(member,
                (m, progress) -> new ClusterMessage.Progress(progress.run(), ClusterMessage.Phase.ENDING, 0,
                        progress.failures(), progress.latencies()));
    }

    /** All that is known by now. */
    void tell(Duration elapsed) {
        if (!measured && !last.isEmpty()
                && last.values().stream().allMatch(p -> p.phase() == ClusterMessage.Phase.ENDING)) {
            measured = true;
            listener.measured();
        }
        listener.progress(new LoadListener.Step(elapsed,
                last.values().stream().mapToLong(ClusterMessage.Progress::echoesPerSecond).sum(), step,
                last.values().stream().mapToLong(ClusterMessage.Progress::failures).sum()));
        step.reset();
    }

    void end() {
        listener.ended();
    }
}
