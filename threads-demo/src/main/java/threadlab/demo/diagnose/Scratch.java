package threadlab.demo.diagnose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder for what another JVM of this user writes. No other user can read it. It is deleted at the end. */
record Scratch(Path folder) {

    static Scratch create() throws IOException {
        return new Scratch(Files.createTempDirectory("threadlab-diagnose-"));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
