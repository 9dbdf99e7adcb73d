package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PinningTest {
    @Test
    void serverAndLoadGetHalfOfTheCpusEach() {
        assertThat(Pinning.of("0-3,8,10")).isEqualTo(new Pinning("0,1,2", "3,8,10", null));
        assertThat(Pinning.of("0-1")).isEqualTo(new Pinning("0", "1", null));
    }

    @Test
    void commandsRunUnderTaskset() {
        Pinning two = Pinning.of("0-1");
        assertThat(two.server(List.of("java", "-version"))).containsExactly("taskset", "-c", "0", "java", "-version");
        assertThat(two.load(List.of("java"))).containsExactly("taskset", "-c", "1", "java");
        assertThat(two).hasToString("server on CPU 0, load on CPU 1");
    }

    @Test
    void withOneCpuNothingIsPinnedAndTheReasonIsTold() {
        Pinning one = Pinning.of("3");
        assertThat(one.server(List.of("java"))).containsExactly("java");
        assertThat(one).hasToString("none, since there are not two CPUs");
    }
}
