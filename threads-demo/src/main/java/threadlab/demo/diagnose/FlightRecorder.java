package threadlab.demo.diagnose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import threadlab.support.Jcmd;

/**
 * The flight recorder of the JVM that is watched. It keeps the events in memory and writes them into our file when it
 * is stopped, or by itself if we are killed before.
 */
final class FlightRecorder {
    private static final String NAME = "threadlab-diagnose";
    /** For the snapshots, which may take long. */
    private static final Duration MORE = Duration.ofMinutes(2);

    private final Target target;
    private final Path file;
    private final @Nullable String refusal;
    private volatile boolean running;

    private FlightRecorder(Target target, Path file, @Nullable String refusal) {
        this.target = target;
        this.file = file;
        this.refusal = refusal;
        running = refusal == null;
    }

    /** Starts recording. A JVM without a recorder is watched without it. */
    static FlightRecorder start(Target target, Path file, Duration duration) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("JFR.start", "name=" + NAME, "disk=false",
                "filename=\"" + file + "\"", "duration=" + duration.plus(MORE).toSeconds() + "s"));
        command.addAll(Recording.settings(target.java()));
        Jcmd.Answer answer = target.jcmd().ask(command.toArray(String[]::new));
        boolean started = answer.isGood() && answer.text().contains("Started recording");
        return new FlightRecorder(target, file, started ? null : answer.reason());
    }

    /** Stops recording, and returns what was recorded; null if nothing was. */
    @Nullable
    Events stop() throws IOException, InterruptedException {
        if (!running) {
            return null;
        }
        running = false;
        target.jcmd().require("JFR.stop", "name=" + NAME);
        return Recording.read(file);
    }

    /** Returns what recording has cost, or why there was none. To be asked when it is stopped. */
    String cost() throws IOException {
        return refusal == null
                ? "a flight recording in memory of " + String.join(", ", Recording.events(target.java())) + ": "
                        + Files.size(file) / 1024 + " KiB"
                : "no flight recording: " + refusal;
    }

    /** Ends a recording that is still going on. */
    void end() throws IOException, InterruptedException {
        if (running && ProcessHandle.of(target.jcmd().pid()).isPresent()) {
            running = false;
            target.jcmd().ask("JFR.stop", "name=" + NAME);
        }
    }
}
