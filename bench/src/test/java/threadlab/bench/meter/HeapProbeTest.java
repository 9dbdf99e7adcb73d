package threadlab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapProbeTest {
    private static final int MIB = 1024 * 1024;

    @TempDir
    private Path directory;

    /** Holds half of what it has made. */
    static final class Holder {
        public static void main(String... args) throws IOException {
            byte[] held = new byte[20 * MIB];
            byte[] dropped = new byte[20 * MIB];
            dropped = null;
            ChildJvm.ready("ready");
            Reference.reachabilityFence(held);
        }
    }

    @Test
    void whatIsHeldCountsAndGarbageDoesNot() throws IOException {
        try (var jvm = new ChildJvm(List.of(), Holder.class)) {
            assertThat(HeapProbe.bytes(jvm.pid())).isBetween(20L * MIB, 30L * MIB);
        }
    }

    /** This shell ends on the signal that attaching sends. */
    @Test
    void whatIsNoJvmIsLeftAlone() throws IOException {
        Process other = new ProcessBuilder("sh", "-c", "trap 'exit 3' QUIT; echo ready; read line").start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("ready");
            assertThat(HeapProbe.bytes(other.pid())).isNull();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
        assertThat(HeapProbe.bytes(Long.MAX_VALUE)).isNull();
    }

    @Test
    void aFileOfAnEarlierJvmMakesNoJvmOfAProcess() throws IOException {
        ProcessHandle process = ProcessHandle.current();
        Path file = Files.createDirectory(directory.resolve("hsperfdata_" + process.info().user().orElseThrow()))
                .resolve(String.valueOf(process.pid()));
        assertThat(HeapProbe.isHotSpot(directory, process)).isFalse();
        Files.createFile(file);
        assertThat(HeapProbe.isHotSpot(directory, process)).isTrue();
        Instant start = process.info().startInstant().orElseThrow();
        Files.setLastModifiedTime(file, FileTime.from(start.minusSeconds(60)));
        assertThat(HeapProbe.isHotSpot(directory, process)).isFalse();
    }
}
