package threadlab.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads what Linux tells of the machine in {@code /proc}, proc(5). An answer is empty where the system gives none. */
public final class Proc {
    private Proc() {
    }

    /** Returns a setting of the kernel by the name that sysctl(8) has for it, such as {@code net.core.somaxconn}. */
    public static Optional<String> sysctl(String name) {
        return sysctl(Path.of("/proc"), name);
    }

    /** Returns a setting below another folder than {@code /proc}. */
    public static Optional<String> sysctl(Path root, String name) {
        return line(root.resolve("sys").resolve(name.replace('.', '/')), "");
    }

    /** Returns the first line that begins with the prefix, without that and without the spaces around the rest. */
    public static Optional<String> line(Path file, String prefix) {
        return lines(file).stream().filter(line -> line.startsWith(prefix)).findFirst()
                .map(line -> line.substring(prefix.length()).strip());
    }

    static List<String> lines(Path file) {
        // The kernel gives a setting to the first read only, and Files.readString would begin with a single byte.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            return reader.lines().toList();
        } catch (IOException | UncheckedIOException notTold) {
            return List.of();
        }
    }
}
