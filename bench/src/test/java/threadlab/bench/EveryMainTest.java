package threadlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Starts each main class as an IDE does that knows no arguments: it begins to do something, or says what it needs. */
@Tag("process")
@Timeout(60)
class EveryMainTest {
    @TempDir
    private Path folder;

    static Stream<Class<?>> mains() {
        return new ClassFileImporter().importPath(Path.of("target", "classes")).stream()
                .filter(type -> type.tryGetMethod("main", String[].class).isPresent()).map(type -> type.reflect());
    }

    @ParameterizedTest
    @MethodSource("mains")
    void withoutArgumentsItSaysSomethingThatHelps(Class<?> main) throws Exception {
        Process process = new ProcessBuilder(BriefJvm.command(main)).directory(folder.toFile())
                .redirectErrorStream(true).start();
        try (BufferedReader lines = process.inputReader()) { // its input stays open, as in an IDE
            String first = lines.readLine();
            assertThat(first).isNotBlank().doesNotContain("Exception", "Usage:");
            if (first.startsWith("error: ")) {
                assertThat(lines.lines()).hasSizeLessThan(2);
                assertThat(process.waitFor()).isIn(1, 2);
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
