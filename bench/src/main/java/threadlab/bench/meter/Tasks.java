package threadlab.bench.meter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code /proc/PID/task/TID/status}: the status of each thread of a process, on Linux. */
final class Tasks {
    private Tasks() {
    }

    static Path of(long pid) {
        return Path.of("/proc", String.valueOf(pid), "task");
    }

    /** Returns the text of each thread's status. A thread that ends meanwhile is left out. */
    static Stream<String> statuses(Path tasks) {
        String[] ids = tasks.toFile().list();
        return ids == null
                ? Stream.empty()
                : Stream.of(ids).map(id -> read(tasks.resolve(id).resolve("status"))).filter(Objects::nonNull);
    }

    private static @Nullable String read(Path status) {
        try {
            // Decodes any bytes, which the name of a thread may have.
            return Files.readString(status, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return null;
        }
    }

    /** Returns null if the status does not have the number. */
    static @Nullable Long number(String status, String key) {
        String start = "\n" + key + ":\t";
        int at = status.indexOf(start);
        int end = status.indexOf('\n', at + start.length());
        return at < 0 || end < 0 ? null : Long.valueOf(status.substring(at + start.length(), end).strip());
    }
}
