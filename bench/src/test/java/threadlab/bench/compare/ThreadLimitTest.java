package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ThreadLimitTest {
    @TempDir
    private Path root;

    @Test
    void theLowestCounts() throws IOException {
        write("proc/sys/kernel/threads-max", "90000");
        write("proc/sys/kernel/pid_max", "4194304");
        write("proc/sys/vm/max_map_count", "65530");

        assertThat(ThreadLimit.in(root)).contains(new ThreadLimit("vm.max_map_count", 32_765));
    }

    @Test
    void aContainerMayHaveALowerOne() throws IOException {
        write("proc/sys/kernel/threads-max", "90000");
        write("proc/self/cgroup", "0::/jobs/one");
        write("sys/fs/cgroup/jobs/one/pids.max", "512");

        assertThat(ThreadLimit.in(root)).contains(new ThreadLimit("pids.max of the control group", 512));
    }

    @Test
    void maxIsNoLimitAndNothingIsNoLimitEither() throws IOException {
        write("proc/self/cgroup", "0::/");
        write("sys/fs/cgroup/pids.max", "max");

        assertThat(ThreadLimit.in(root)).isEmpty();
        assertThat(ThreadLimit.in(root.resolve("none"))).isEmpty();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "has /proc")
    void thisMachineHasRoomForMoreThreadsThanThisTestNeeds() {
        assertThat(ThreadLimit.here()).get().extracting(ThreadLimit::threads, LONG).isGreaterThan(20);
    }

    @Test
    void aShortageIsOneThreadMoreThanThereIsRoomFor() {
        var limit = new ThreadLimit("pids.max", 1_100);

        assertThat(limit.shortage(1_000)).isEmpty();
        assertThat(limit.shortage(1_001)).contains("1001 sessions on platform threads need as many threads and some 100"
                + " more, and pids.max allows 1100 here");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }
}
