package threadlab.demo.diagnose;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Leaves nothing behind in the JVM that was watched and in the folder for temporary files, also after a Ctrl-C. */
final class Cleanup {
    private final Scratch scratch;
    private @Nullable FlightRecorder recorder;
    private boolean done;

    Cleanup(Scratch scratch) {
        this.scratch = scratch;
        Runtime.getRuntime().addShutdownHook(new Thread(this::atExit, "clean up"));
    }

    synchronized FlightRecorder add(FlightRecorder started) {
        recorder = started;
        return started;
    }

    /** Ends the recording, then deletes the files: it would be written into them. */
    synchronized void run() throws IOException, InterruptedException {
        if (done) {
            return;
        }
        done = true;
        try {
            if (recorder != null) {
                recorder.end();
            }
        } finally {
            scratch.delete();
        }
    }

    private void atExit() {
        try {
            run();
        } catch (IOException e) {
            // The recording ends by itself, and nobody is there to be told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
