package threadlab.bench.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdksTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"21.0.13", "27.0.1.0.3", "22-ea", ""})
    void aHomeHasAJavaInItThatIsNewEnoughOrDoesNotTell(String version) throws IOException {
        Path home = home(version);
        assertThat(Jdks.at("lts", home.toString())).isEqualTo(new JvmSetup("lts", home, List.of()))
                .extracting(JvmSetup::java).isEqualTo(home + "/bin/java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.9", "20", "1.8.0_402"})
    void aJavaThatIsTooOldIsRefusedWithItsVersion(String version) throws IOException {
        String home = home(version).toString();
        assertThatIllegalArgumentException().isThrownBy(() -> Jdks.at("lts", home)).withMessage("jdk lts is '" + home
                + "', which is Java " + version.replaceFirst("\\..*", "") + ", allowed: 21 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/no/such/jdk", "\0"})
    void aPathWithoutAJavaIsRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> Jdks.at("lts", path))
                .withMessage("jdk lts is '" + path + "', allowed: the home of a JDK, which has bin/java in it");
    }

    @Test
    void ofEachVersionTheFirstOneIsTakenAndTheOldestComesFirst() {
        assertThat(Jdks.of("25 /a\n9 /my jdk\nno version\n25 /b\n")).containsExactly(
                new JvmSetup("9", Path.of("/my jdk"), List.of()), new JvmSetup("25", Path.of("/a"), List.of()));
        assertThat(Jdks.of("")).isEmpty();
    }

    private Path home(String version) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        assertThat(Files.createFile(folder.resolve("bin/java")).toFile().setExecutable(true)).isTrue();
        if (!version.isEmpty()) {
            Files.writeString(folder.resolve("release"), "OS=\"any\"\nJAVA_VERSION=\"" + version + "\"\n");
        }
        return folder;
    }
}
