package threadlab.support.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.support.ChildProcesses;

@Tag("process")
class JvmTest {

    /** Prints what it runs on. */
    static final class Teller {
        private Teller() {
        }

        public static void main(String... args) {
            Jvm here = Jvm.here();
            System.out.println(here.processors() + " " + here.parallelism());
        }
    }

    @ParameterizedTest
    @CsvSource({"-Da=b, 3 3", "-Djdk.virtualThreadScheduler.parallelism=2, 3 2",
            "-Djdk.virtualThreadScheduler.maxPoolSize=1, 3 1", "-Djdk.virtualThreadScheduler.maxPoolSize=9, 3 3"})
    void theParallelismIsWhatTheSchedulerMakesOfItsProperties(String flag, String told) throws Exception {
        Process process = ChildProcesses.start(new ProcessBuilder(
                ChildProcesses.javaCommand(List.of("-XX:ActiveProcessorCount=3", flag), Teller.class)));
        try (var lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo(told);
        }
    }
}
