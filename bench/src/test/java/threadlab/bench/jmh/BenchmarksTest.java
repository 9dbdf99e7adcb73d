package threadlab.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class BenchmarksTest {
    @Test
    void theListOfBenchmarksWasGenerated() {
        assertThat(getClass().getResource("/META-INF/BenchmarkList")).isNotNull();
    }

    @Test
    void everyBenchmarkRunsAnIterationWithEveryThreadModel() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder().include("threadlab").param("sessions", "3")
                .forks(0).warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(50))
                .shouldFailOnError(true).verbosity(VerboseMode.SILENT).build()).run();
        assertThat(results).extracting(result -> result.getParams().getParam("threadModel"))
                .containsExactlyInAnyOrder("platform", "virtual", "event-loop");
        assertThat(results).allSatisfy(result -> assertThat(result.getSecondaryResults().get("echoes").getScore())
                .isGreaterThan(result.getPrimaryResult().getScore()));
    }
}
