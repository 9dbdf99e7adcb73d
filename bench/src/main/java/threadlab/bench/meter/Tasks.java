package threadlab.bench.meter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** What Linux tells of each thread of a process, in {@code /proc/PID/task/TID/status}. */
final class Tasks {
    private Tasks() {
    }

    static Path of(long pid) {
        return Path.of("/proc", String.valueOf(pid), "task");
    }

    /** The text of each thread's status; none where it is not told, nor of a thread that ends meanwhile. */
    static Stream<String> statuses(Path tasks) {
        String[] ids = tasks.toFile().list();
        return ids == null
                ? Stream.empty()
                : Stream.of(ids).map(id -> read(tasks.resolve(id).resolve("status"))).filter(Objects::nonNull);
    }

    private static String read(Path status) {
        try {
            // One byte, one character: it need not be decoded, and a thread's name may hold any bytes.
            return Files.readString(status, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return null;
        }
    }

    /** Null where the status does not tell. */
    static Long number(String status, String key) {
        String start = "\n" + key + ":\t";
        int at = status.indexOf(start);
        int end = status.indexOf('\n', at + start.length());
        return at < 0 || end < 0 ? null : Long.valueOf(status.substring(at + start.length(), end).strip());
    }
}
