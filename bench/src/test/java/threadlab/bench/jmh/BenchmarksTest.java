package threadlab.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import threadlab.server.ThreadModel;

/** Whatever is in the list of benchmarks: here nothing is named but what a test is about. */
@Tag("slow")
class BenchmarksTest {
    @Test
    void theListOfBenchmarksWasGenerated() {
        assertThat(getClass().getResource("/META-INF/BenchmarkList")).isNotNull();
    }

    private static Collection<BenchmarkListEntry> all() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of());
    }

    static Stream<Named<BenchmarkListEntry>> byName() {
        return all().stream().map(benchmark -> Named.of(benchmark.getUsername(), benchmark));
    }

    /**
     * With each of the words that a parameter may be, and the least of the numbers; on two threads, so that a state
     * shows which must not be shared.
     */
    @ParameterizedTest
    @MethodSource("byName")
    void everyBenchmarkRunsAnIterationAndLeavesNoThread(BenchmarkListEntry benchmark) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().include("^" + benchmark.getUsername() + "$").forks(0)
                .threads(2)
                .warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(10))
                .timeout(TimeValue.seconds(30)).shouldFailOnError(true).verbosity(VerboseMode.SILENT);
        parameters(benchmark).forEach((name, values) -> options.param(name, isNumber(values)
                ? new String[]{values[0]}
                : values));
        Collection<RunResult> results = new Runner(options.build()).run();
        assertThat(results).hasSize(parameters(benchmark).values().stream().filter(values -> !isNumber(values))
                .mapToInt(values -> values.length).reduce(1, Math::multiplyExact));
        assertThat(results).allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
        await().untilAsserted(() -> assertThat(threadsOfOurs()).isEmpty());
    }

    @Test
    void everyThreadModelTakesPart() {
        Set<List<String>> models = all().stream().map(BenchmarksTest::parameters)
                .filter(parameters -> parameters.containsKey("threadModel"))
                .map(parameters -> List.of(parameters.get("threadModel"))).collect(Collectors.toSet());
        assertThat(models).hasSize(1);
        assertThat(models.iterator().next()).containsExactlyInAnyOrderElementsOf(
                Stream.of(ThreadModel.values()).filter(BenchmarksTest::differsInABareEcho)
                        .map(ThreadModel::toString).toList());
    }

    /** The others have threads for requests, of which a bare echo has none. */
    private static boolean differsInABareEcho(ThreadModel model) {
        return model.isThreadPerSession() || model == ThreadModel.EVENT_LOOP;
    }

    @Test
    void publishedFiguresComeFromThreeForks() {
        assertThat(all()).allSatisfy(benchmark -> assertThat(benchmark.getForks().get()).isEqualTo(3));
    }

    private static Map<String, String[]> parameters(BenchmarkListEntry benchmark) {
        return benchmark.getParams().orElse(Map.of());
    }

    private static boolean isNumber(String[] values) {
        return values[0].matches("\\d+");
    }

    /** Platform threads only; the JVM does not list virtual ones. */
    private static List<String> threadsOfOurs() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.equals(ThreadKind.NAME) || name.startsWith("echo-")).toList();
    }
}
