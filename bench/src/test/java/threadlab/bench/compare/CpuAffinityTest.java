package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuAffinityTest {
    /** What the kernel tells of hardware threads. */
    @TempDir
    private Path sys;

    private CpuAffinity of(String allowed) {
        return CpuAffinity.of(allowed, sys);
    }

    private void siblings(String list, int... cpus) throws IOException {
        for (int cpu : cpus) {
            Path topology = Files.createDirectories(sys.resolve("devices/system/cpu/cpu" + cpu + "/topology"));
            Files.writeString(topology.resolve("thread_siblings_list"), list + "\n");
        }
    }

    /** Half of the list of CPUs would be one thread of every core. */
    @Test
    void threadsOfACoreStayTogether() throws IOException {
        for (int core = 0; core < 12; core++) {
            siblings(core + "," + (core + 12), core, core + 12);
        }
        assertThat(of("0-23")).isEqualTo(
                new CpuAffinity("0,1,2,3,4,5,12,13,14,15,16,17", "6,7,8,9,10,11,18,19,20,21,22,23", null));
        assertThat(of("0-1,13")).as("those that are not allowed stay out")
                .isEqualTo(new CpuAffinity("0", "1,13", null));
        assertThat(of("12,13")).isEqualTo(new CpuAffinity("12", "13", null));
    }

    @Test
    void theListOfSiblingsMayBeARange() throws IOException {
        siblings("0-1", 0, 1);
        siblings("2-3", 2, 3);
        assertThat(of("0-3")).isEqualTo(new CpuAffinity("0,1", "2,3", null));
    }

    @Test
    void ofASingleCoreEachHasAThreadAndThatIsTold() throws IOException {
        siblings("0,4", 0, 4);
        assertThat(of("0,4")).isEqualTo(new CpuAffinity("0", "4", "all CPUs are threads of one core"))
                .hasToString("server on CPU 0, load on CPU 4; all CPUs are threads of one core");
    }

    @Test
    void serverAndLoadGetHalfOfTheCpusEach() {
        assertThat(of("0-3,8,10")).isEqualTo(new CpuAffinity("0,1,2", "3,8,10", null));
        assertThat(of("0-1")).isEqualTo(new CpuAffinity("0", "1", null));
    }

    @Test
    void commandsRunUnderTaskset() {
        CpuAffinity two = of("0-1");
        assertThat(two.server(List.of("java", "-version"))).containsExactly("taskset", "-c", "0", "java", "-version");
        assertThat(two.load(List.of("java"))).containsExactly("taskset", "-c", "1", "java");
        assertThat(two).hasToString("server on CPU 0, load on CPU 1");
    }

    @Test
    void withOneCpuNothingIsPinnedAndTheReasonIsTold() {
        CpuAffinity one = of("3");
        assertThat(one.server(List.of("java"))).containsExactly("java");
        assertThat(one).hasToString("none, since there are not two CPUs");
    }

    @Test
    void aServerThatMayUseMoreCpusThanItsPartGetsThoseOfTheLoadToo() {
        var apart = new CpuAffinity("0,2", "1,3", null);
        assertThat(apart.withServerOn(2)).isEqualTo(apart);
        assertThat(apart.withServerOn(3)).returns("0,1,2,3", CpuAffinity::serverCpus)
                .returns("1,3", CpuAffinity::loadCpus).extracting(CpuAffinity::problem).asString().contains("3 CPUs");
        assertThat(CpuAffinity.none("why").withServerOn(3)).isEqualTo(CpuAffinity.none("why"));
    }
}
