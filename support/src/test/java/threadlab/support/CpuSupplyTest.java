package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuSupplyTest {
    private static final CpuQuota USED_UP = new CpuQuota(108, 95, Duration.ofMillis(12_340));

    @TempDir
    private Path folder;

    private static CpuSupply supply(Double stolen, CpuQuota quota) {
        return new CpuSupply(2, 0.5, stolen, quota);
    }

    private Map<Path, CpuQuota> quotas(String groups) throws IOException {
        return CpuQuota.of(Files.writeString(folder.resolve("cgroup"), groups), folder);
    }

    private Path stat(String group, String text) throws IOException {
        return Files.writeString(Files.createDirectories(folder.resolve(group)).resolve("cpu.stat"), text);
    }

    @Test
    void aQuotaOfVersion2IsFoundInTheGroupAndInThoseThatItIsIn() throws IOException {
        Path inner = stat("a/b", "usage_usec 9\nnr_periods 10\nnr_throttled 3\nthrottled_usec 1500000\n");
        Path outer = stat("a", "nr_periods 20\nnr_throttled 4\nthrottled_usec 7\n");
        stat("", "usage_usec 9\n");
        assertThat(quotas("0::/a/b\n")).isEqualTo(Map.of(inner, new CpuQuota(10, 3, Duration.ofMillis(1_500)), outer,
                new CpuQuota(20, 4, Duration.ofNanos(7_000))));
    }

    @Test
    void aQuotaOfVersion1IsFoundWhereItsControllerIsMounted() throws IOException {
        Path file = stat("cpu,cpuacct/a", "nr_periods 10\nnr_throttled 3\nthrottled_time 1500000000\n");
        stat("cpu,cpuacct/of-memory", "nr_periods 10\nnr_throttled 3\nthrottled_time 1500000000\n");
        assertThat(quotas("5:memory:/of-memory\n4:cpu,cpuacct:/a\n0::/\n"))
                .isEqualTo(Map.of(file, new CpuQuota(10, 3, Duration.ofMillis(1_500))));
    }

    /** There the path of the group is that of the machine, and its folder is the root of the mount. */
    @Test
    void aQuotaOfAContainerIsFoundAtTheRoot() throws IOException {
        Path file = stat("cpu", "nr_periods 10\nnr_throttled 3\nthrottled_time 0\n");
        assertThat(quotas("4:cpu,cpuacct:/docker/0123\n")).containsOnlyKeys(file);
    }

    @Test
    void aGroupWithoutAQuotaAndASystemWithoutGroupsHaveNone() throws IOException {
        stat("", "nr_periods 0\nnr_throttled 0\nthrottled_usec 0\n");
        assertThat(quotas("0::/\n")).isEmpty();
        assertThat(quotas("nothing of that kind\n")).isEmpty();
        assertThat(CpuQuota.of(folder.resolve("none"), folder)).isEmpty();
    }

    @Test
    void theQuotaThatWasUsedUpMostOftenCountsWithWhatItDidSince() {
        Path loose = folder.resolve("loose");
        Path strict = folder.resolve("strict");
        var before = Map.of(loose, new CpuQuota(50, 50, Duration.ofSeconds(9)), strict,
                new CpuQuota(100, 0, Duration.ZERO));
        var now = Map.of(loose, new CpuQuota(60, 51, Duration.ofSeconds(10)), strict,
                new CpuQuota(108, 4, Duration.ofSeconds(2)));
        assertThat(CpuSupply.strictest(before, now)).isEqualTo(new CpuQuota(8, 4, Duration.ofSeconds(2)));
        assertThat(CpuSupply.strictest(now, now)).isNull();
    }

    @Test
    void whatWasKeptBackIsToldWithHowMuch() {
        assertThat(supply(0.06, USED_UP).shortages()).containsExactly(
                "stolen CPU: the hypervisor gave 6.0 % of this machine's time to others",
                "held back by a CPU quota (cgroup): throttled in 95 of 108 periods, for 12.3 s added up over the CPUs");
        assertThat(supply(0.06, USED_UP).smallShortage()).isEmpty();
        assertThat(supply(0.05, new CpuQuota(100, 5, Duration.ZERO)).shortages()).isEmpty();
        assertThat(supply(0.05, new CpuQuota(100, 5, Duration.ZERO)).smallShortage()).isPresent();
        assertThat(supply(null, new CpuQuota(100, 0, Duration.ZERO)).smallShortage()).isEmpty();
        assertThat(CpuSupply.UNKNOWN.shortages()).isEmpty();
    }

    @Test
    void aMachineIsFullWhereHardlyAnyTimeWasIdle() {
        assertThat(new CpuSupply(2, 0.96, null, null).isFull()).isTrue();
        assertThat(new CpuSupply(2, 0.95, null, null).isFull()).isFalse();
        assertThat(CpuSupply.UNKNOWN.isFull()).isFalse();
    }
}
