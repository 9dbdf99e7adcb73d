package threadlab.bench.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import threadlab.support.ClassHistogram;
import threadlab.support.Jcmd;

/** Measures the live heap of another HotSpot JVM of the same user. */
public final class HeapProbe {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private HeapProbe() {
    }

    /**
     * Makes the other JVM do a full collection and returns the bytes of the objects that are left. Not to be called
     * while something is measured.
     *
     * @return null if the process is no HotSpot JVM, or does not answer within 20 s
     */
    public static @Nullable Long bytes(long pid) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        if (ProcessHandle.of(pid).filter(process -> isHotSpot(temporary, process)).isEmpty()) {
            return null;
        }
        try {
            String printed = new Jcmd(pid, TIMEOUT).ask("GC.class_histogram").text();
            OptionalLong bytes = new ClassHistogram(printed).bytes();
            return bytes.isPresent() ? bytes.getAsLong() : null;
        } catch (IOException noAnswer) {
            return null;
        }
    }

    /**
     * Must be asked first: attaching sends SIGQUIT, which would end any other process. Tools find a JVM by a file. A
     * killed JVM leaves it behind, and its process id may belong to another process by now.
     */
    static boolean isHotSpot(Path temporary, ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        Path file = temporary.resolve("hsperfdata_" + info.user().orElse("")).resolve(String.valueOf(process.pid()));
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            // The start of a process is known to the second only.
            return info.startInstant().filter(start -> !written.plusSeconds(2).isBefore(start)).isPresent();
        } catch (IOException noFile) {
            return false;
        }
    }
}
