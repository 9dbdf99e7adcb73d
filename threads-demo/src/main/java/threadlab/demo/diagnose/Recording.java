package threadlab.demo.diagnose;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** The flight recording of the JVM that is watched: its settings, and what its file tells. */
final class Recording {
    private static final String PINNED = "jdk.VirtualThreadPinned";
    private static final String ENTER = "jdk.JavaMonitorEnter";
    private static final String WAIT = "jdk.JavaMonitorWait";
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final String NATIVE_SAMPLE = "jdk.NativeMethodSample";
    /** Until then a virtual thread in a monitor, or waiting for one, kept its carrier (JEP 491). */
    private static final int MONITORS_UNMOUNT = 24;
    /** At most a hundred events a second from each carrier. */
    private static final String THRESHOLD = "10ms";
    /** The same as in the JDK's settings with little overhead, {@code default.jfc}. */
    private static final String PERIOD = "20ms";
    /** In these a virtual thread may let another one run. */
    private static final List<String> MAY_UNMOUNT = List.of("java.lang.VirtualThread.", "java.lang.Thread.sleep",
            "java.lang.Thread.yield", "java.util.concurrent.locks.", "java.lang.Object.wait", "sun.nio.ch.",
            "java.net.", "java.io.");

    private final Map<List<String>, Blocked> blocked = new HashMap<>();
    private final Map<Long, Samples> sampled = new HashMap<>();
    private final Set<Long> blockedIds = new HashSet<>();
    private long samples;

    private Recording() {
    }

    /** Returns the names of the events that a JVM is to record. */
    static List<String> events(int java) {
        return java < MONITORS_UNMOUNT
                ? List.of(PINNED, SAMPLE, NATIVE_SAMPLE, ENTER, WAIT)
                : List.of(PINNED, SAMPLE, NATIVE_SAMPLE);
    }

    /** Returns the settings of {@code JFR.start} for these events, and for no others. */
    static List<String> settings(int java) {
        return Stream.concat(Stream.of("settings=none"), events(java).stream().flatMap(event -> Stream.of(
                "+" + event + "#enabled=true",
                event.endsWith("Sample") ? "+" + event + "#period=" + PERIOD : "+" + event + "#threshold=" + THRESHOLD,
                "+" + event + "#stackTrace=true"))).toList();
    }

    static Events read(Path file) throws IOException {
        Recording recording = new Recording();
        try (var events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                recording.add(events.readEvent());
            }
        }
        return new Events(List.copyOf(recording.blocked.values()), recording.blockedIds,
                recording.sampled.entrySet().stream().map(entry -> entry.getValue().of(entry.getKey())).toList(),
                recording.samples);
    }

    private void add(RecordedEvent event) {
        String name = event.getEventType().getName();
        boolean isSample = name.equals(SAMPLE) || name.equals(NATIVE_SAMPLE);
        RecordedThread thread = isSample ? event.getThread("sampledThread") : event.getThread();
        if (thread == null || !thread.isVirtual()) {
            return;
        }
        Stack stack = stack(event);
        switch (name) {
            case PINNED -> block("parked while pinned" + reason(event), thread, event, stack);
            case ENTER -> block("blocked while entering a monitor", thread, event, stack);
            case WAIT -> block("waited in Object.wait", thread, event, stack);
            case SAMPLE, NATIVE_SAMPLE -> sample(thread, stack, name.equals(SAMPLE));
            default -> {
                // another recording of that JVM, which is not ours, has asked for it
            }
        }
    }

    /** JDK 24 and newer record what was blocking and why it pinned. */
    private static String reason(RecordedEvent event) {
        String reason = event.hasField("pinnedReason") ? event.getString("pinnedReason") : null;
        return reason == null ? "" : " (" + reason + ")";
    }

    private void block(String how, RecordedThread thread, RecordedEvent event, Stack stack) {
        String place = stack.place().orElse("a place that was not recorded");
        String below = stack.pinningFrame().map(frame -> ", below " + frame).orElse("");
        blocked.merge(List.of(how, place, below), new Blocked(how, place + below, 1, event.getDuration()),
                (one, other) -> new Blocked(one.how(), one.place(), one.times() + other.times(),
                        one.total().plus(other.total())));
        blockedIds.add(thread.getJavaThreadId());
    }

    private void sample(RecordedThread thread, Stack stack, boolean inJava) {
        samples++;
        boolean computing = inJava && stack.frames().stream()
                .noneMatch(frame -> !frame.startsWith("java.lang.VirtualThread.run(")
                        && MAY_UNMOUNT.stream().anyMatch(frame::startsWith));
        sampled.computeIfAbsent(thread.getJavaThreadId(), id -> new Samples(String.valueOf(thread.getJavaName())))
                .add(computing, stack.place().orElse("a place that was not recorded"));
    }

    private static Stack stack(RecordedEvent event) {
        return new Stack(event.getStackTrace() == null
                ? List.of()
                : event.getStackTrace().getFrames().stream().filter(RecordedFrame::isJavaFrame).map(Recording::text)
                        .toList());
    }

    private static String text(RecordedFrame frame) {
        String method = frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
        return method + (frame.getType().equals("Native") ? "(Native Method)" : "(line " + frame.getLineNumber() + ")");
    }

    /** The samples of one thread, counted. */
    private static final class Samples {
        private final String name;
        private final Map<String, Long> places = new HashMap<>();
        private long all;
        private long computing;

        private Samples(String name) {
            this.name = name;
        }

        private void add(boolean isComputing, String place) {
            all++;
            computing += isComputing ? 1 : 0;
            places.merge(place, 1L, Long::sum);
        }

        private Sampled of(long id) {
            List<Map.Entry<String, Long>> byCount = new ArrayList<>(places.entrySet());
            byCount.sort(Map.Entry.<String, Long>comparingByValue().reversed());
            return new Sampled(id, name, all, computing, byCount.getFirst().getKey());
        }
    }
}
