package threadlab.bench.meter;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** The flight recording of a JVM that we start. The file is there once that JVM has ended, unless it was killed. */
public final class Recording {
    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final String SUBMIT_FAILED = "jdk.VirtualThreadSubmitFailed";

    private Recording() {
    }

    /**
     * Returns the JVM options that record rare events into this file, from start to end. Each plus adds a setting to an
     * empty configuration. Without the log option the JVM would announce the recording on standard output.
     */
    public static List<String> options(Path file) {
        return List.of("-Xlog:jfr+startup=off", "-XX:StartFlightRecording:filename=\"" + file + "\",settings=none,+"
                + PINNED + "#enabled=true,+" + PINNED + "#threshold=0ms,+" + SUBMIT_FAILED + "#enabled=true,"
                + "+jdk.GarbageCollection#enabled=true");
    }

    /** Returns the events from one moment until before another; null if there is no complete recording. */
    public static @Nullable VirtualThreadEvents read(Path file, Instant from, Instant to) {
        long pinned = 0;
        long pinnedNanos = 0;
        long submitFailed = 0;
        Map<String, Long> reasons = new TreeMap<>();
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                if (event.getStartTime().isBefore(from) || !event.getStartTime().isBefore(to)) {
                    continue;
                }
                switch (event.getEventType().getName()) {
                    case PINNED -> {
                        pinned++;
                        pinnedNanos += event.getDuration().toNanos();
                        if (event.hasField("pinnedReason") && event.getString("pinnedReason") != null) {
                            reasons.merge(event.getString("pinnedReason"), 1L, Long::sum);
                        }
                    }
                    case SUBMIT_FAILED -> submitFailed++;
                    default -> {
                        // is there for those who open the file
                    }
                }
            }
            return new VirtualThreadEvents(pinned, pinnedNanos / 1e6, reasons, submitFailed);
        } catch (IOException incomplete) {
            return null;
        }
    }
}
