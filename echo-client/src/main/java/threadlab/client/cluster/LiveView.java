package threadlab.client.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import threadlab.client.Latencies;
import threadlab.client.LoadListener;

/** What the workers tell of their progress, as that of one load. One thread's own. */
final class LiveView {
    private final LoadListener listener;
    /** The last rate and failures of each, by member. */
    private final Map<String, Note.Progress> last = new HashMap<>();
    private final Latencies step = Latencies.empty();
    private boolean measuring;
    private boolean measured;

    LiveView(LoadListener listener) {
        this.listener = listener;
    }

    void progress(String member, Note.Progress progress) {
        last.put(member, progress);
        if (!measuring && progress.phase() != Note.Phase.WARMING_UP) {
            measuring = true;
            listener.measuring();
        }
        step.add(progress.latencies());
    }

    /** Its rate is no more; what it had counted stays counted. */
    void gone(String member) {
        last.computeIfPresent(member, (m, progress) -> new Note.Progress(progress.run(), Note.Phase.ENDING, 0,
                progress.failures(), progress.latencies()));
    }

    /** All that is known by now. */
    void tell(Duration elapsed) {
        if (!measured && !last.isEmpty() && last.values().stream().allMatch(p -> p.phase() == Note.Phase.ENDING)) {
            measured = true;
            listener.measured();
        }
        listener.progress(new LoadListener.Step(elapsed,
                last.values().stream().mapToLong(Note.Progress::echoesPerSecond).sum(), step,
                last.values().stream().mapToLong(Note.Progress::failures).sum()));
        step.reset();
    }

    void end() {
        listener.ended();
    }
}
