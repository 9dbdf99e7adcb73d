package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ProcTest {
    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aSettingOfThisKernelIsReadWhole() {
        assertThat(Proc.sysctl("net.ipv4.ip_local_port_range").orElseThrow()).matches("\\d+\\s+\\d+");
        assertThat(Proc.sysctl("no.such.setting")).isEmpty();
    }

    @Test
    void aSettingIsAFileBelowSys() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("sys/vm")).resolve("max_map_count"), "65530\n");
        assertThat(Proc.sysctl(folder, "vm.max_map_count")).contains("65530");
        assertThat(Proc.sysctl(folder, "vm")).isEmpty();
    }

    @Test
    void theFirstLineWithThePrefixIsFound() throws IOException {
        Path file = Files.writeString(folder.resolve("cpuinfo"),
                "processor\t: 0\nmodel name\t: Some CPU \nmodel name\t: x");
        assertThat(Proc.line(file, "model name\t:")).contains("Some CPU");
        assertThat(Proc.line(file, "flags")).isEmpty();
        assertThat(Proc.line(folder.resolve("none"), "")).isEmpty();
    }
}
