package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CpuAffinityTest {
    @Test
    void serverAndLoadGetHalfOfTheCpusEach() {
        assertThat(CpuAffinity.of("0-3,8,10")).isEqualTo(new CpuAffinity("0,1,2", "3,8,10", null));
        assertThat(CpuAffinity.of("0-1")).isEqualTo(new CpuAffinity("0", "1", null));
    }

    @Test
    void commandsRunUnderTaskset() {
        CpuAffinity two = CpuAffinity.of("0-1");
        assertThat(two.server(List.of("java", "-version"))).containsExactly("taskset", "-c", "0", "java", "-version");
        assertThat(two.load(List.of("java"))).containsExactly("taskset", "-c", "1", "java");
        assertThat(two).hasToString("server on CPU 0, load on CPU 1");
    }

    @Test
    void withOneCpuNothingIsPinnedAndTheReasonIsTold() {
        CpuAffinity one = CpuAffinity.of("3");
        assertThat(one.server(List.of("java"))).containsExactly("java");
        assertThat(one).hasToString("none, since there are not two CPUs");
    }
}
