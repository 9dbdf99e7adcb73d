package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassHistogramTest {
    private static final ClassHistogram PRINTED = new ClassHistogram("""
            9471:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:          3407        2126112  [B (java.base@25)
               2:            12            960  java.lang.VirtualThread (java.base@25)
               3:             5            160  java.lang.VirtualThreadX
            Total          3424        2127232
            """);

    private record Counted(int number) {
    }

    @Test
    void itHasTheBytesOfAllObjectsAndTheObjectsOfAClass() {
        assertThat(PRINTED.bytes()).hasValue(2_127_232);
        assertThat(PRINTED.instances("java.lang.VirtualThread")).hasValue(12);
        assertThat(PRINTED.instances("java.lang.VirtualThreadX")).hasValue(5);
        assertThat(PRINTED.instances("java.lang.None")).hasValue(0);
    }

    @Test
    void otherTextHasNoAnswers() {
        assertThat(new ClassHistogram("").bytes()).isEmpty();
        assertThat(new ClassHistogram("java.io.IOException: No such process\n").bytes()).isEmpty();
        assertThat(new ClassHistogram("no such process").instances("java.lang.VirtualThread")).isEmpty();
    }

    @Test
    void thisJvmHasOne() {
        Object[] kept = IntStream.range(0, 1_234).mapToObj(Counted::new).toArray();
        ClassHistogram histogram = ClassHistogram.ofThisJvm();
        assertThat(histogram.instances(Counted.class.getName())).hasValue(kept.length);
        assertThat(histogram.bytes().orElseThrow()).isGreaterThan(1_234 * 16L);
    }
}
