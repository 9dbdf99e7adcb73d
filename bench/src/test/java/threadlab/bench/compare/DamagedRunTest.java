package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.bench.input.Trees;
import threadlab.bench.report.ComparePage;
import threadlab.bench.verdict.BaselineDiff;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Report;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Runs;
import tools.jackson.jr.ob.JSON;

/** A compare.json in which anything is amiss is drawn all the same, or refused in a line. */
@Tag("slow")
class DamagedRunTest {
    private static final RunRecord RUN = Runs.withEverything();
    private static final Object TREE = JSON.std.anyFrom(Json.text(RUN));

    @TempDir
    private Path folder;
    private final StringWriter err = new StringWriter();

    @Test
    void whateverIsInPlaceOfAnyNode() throws IOException {
        List<Object> values = Arrays.asList(null, Trees.NOTHING, Map.of(), List.of(), true, 0, -1, 1e308, "NaN",
                new BigInteger("9".repeat(30)), "text");
        int refused = 0;
        int drawn = 0;
        for (List<Object> path : Trees.paths(TREE).filter(HostileRunTest::isOfItsKind).toList()) {
            for (Object value : values) {
                Path data = file(value == Trees.NOTHING && path.isEmpty()
                        ? ""
                        : Trees.json(Trees.with(TREE, path, value)));
                RunRecord run;
                try {
                    run = RunFile.read(data);
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageStartingWith(data + " is no run of compare: ").message().hasLineCount(1);
                    refused++;
                    continue;
                }
                assertThatCode(() -> draw(run)).as("%s at %s", value, path).doesNotThrowAnyException();
                drawn++;
            }
        }
        assertThat(refused).isGreaterThan(200);
        assertThat(drawn).isGreaterThan(200);
    }

    private static void draw(RunRecord run) {
        Report report = Report.of(run);
        report.text(80);
        ComparePage.of(report);
        report.markdown();
        Json.line(report.data());
        BaselineDiff.between(run, RUN, 0.05).text();
        BaselineDiff.between(RUN, run, 0.05).text();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    trials.1                       |               | trials[1] is missing
                    trials.1.result                |               | trials[1].result is missing
                    trials.1.result.metrics        |               | trials[1].result.metrics is missing
                    trials.1.result.metrics        | {}            | trials[1].result: metrics.echoesPerSecond is null
                    trials.1.result.metrics.echoes |               | trials[1].result.metrics.echoes is missing
                    trials.1.result.metrics.echoes | "many"        | trials[1].result.metrics.echoes is 'many', allowed:
                    trials.1.result.loadWasLimit   | "no"          | trials[1].result.loadWasLimit is 'no', allowed:
                    trials.1.result.outcome        | "LOST"        | trials[1].result: outcome is 'LOST', allowed: OK,
                    trials.1.result.failures.reset | 1.5           | trials[1].result.failures.reset is 1.5, allowed:
                    trials.1.spec.round            | 5             | trial 2 is of round 5, allowed: 1 to 4
                    trials.1.spec.candidate        | "platform"    | trial 2 measures what another one has measured
                    trials                         | {}            | trials is an object, allowed: a list
                    plan.rounds                    | 9999999999    | plan.rounds is 9999999999, allowed: a whole number
                    plan.rounds                    | 0             | plan: rounds is 0, allowed: 1 to 1000
                    plan.candidates                | []            | plan: candidates is [], allowed: one or more
                    plan.timing.durationSeconds    | 0             | plan.timing: duration is 0s, allowed: 100ms to 1h
                    setup.environment              | []            | setup.environment is a list, allowed: an object
                    invocation.elapsedSeconds      | "long"        | invocation.elapsedSeconds is 'long', allowed: a
                    """)
    void theFieldThatIsAmissIsNamed(String path, String value, String reason) throws IOException {
        List<Object> nodes = new ArrayList<>();
        for (String node : path.split("\\.")) {
            nodes.add(node.matches("\\d") ? Integer.valueOf(node) : node);
        }
        Object instead = value == null || value.equals("null") ? null : JSON.std.anyFrom(value);
        Path data = file(Trees.json(Trees.with(TREE, nodes, instead)));
        assertThat(report(data)).isEqualTo(2);
        assertThat(err.toString()).startsWith("error: " + data + " is no run of compare: " + reason);
    }

    /** Rounds, loads and candidates of which each is allowed would take a year to draw. */
    @Test
    void aPlanOfMillionsIsRefused() throws IOException {
        Object large = Trees.with(TREE, List.of("plan", "rounds"), 1000);
        large = Trees.with(large, List.of("plan", "candidates"),
                IntStream.range(0, 10_000).mapToObj(i -> "server " + i).toList());
        assertThat(report(file(Trees.json(large)))).isEqualTo(2);
        assertThat(err.toString()).contains("plan: trials is 20002000, allowed: ");
    }

    @Test
    void furtherFieldsAndMissingMetricsAreNoReasonToRefuseARun() throws IOException {
        assertThat(report(file(Trees.json(Trees.with(TREE, List.of("later"), 5))))).as(err.toString()).isZero();
        List<Object> metric = List.of("trials", 1, "result", "metrics", "fairness");
        assertThat(report(file(Trees.json(Trees.with(TREE, metric, Trees.NOTHING))))).as(err.toString()).isZero();
    }

    @Test
    void aRunOfAnEarlierSchemaIsRefusedInTheSameLineByAllCommands() throws IOException {
        Path data = file(Trees.json(Trees.with(TREE, List.of("schema"), "threadlab-compare/3")));
        assertThat(report(data)).isEqualTo(2);
        assertThat(err.toString()).contains("threadlab-compare/3").contains(RunRecord.SCHEMA);
        String line = err.toString().lines().findFirst().orElseThrow();
        for (String option : List.of("--resume", "--baseline")) {
            err.getBuffer().setLength(0);
            assertThat(CompareMain.commandLine().setErr(new PrintWriter(err, true)).execute(option, data.toString()))
                    .isEqualTo(2);
            assertThat(err.toString().lines()).first().isEqualTo(line);
        }
    }

    @ParameterizedTest
    @CsvSource({"--rounds,none", "--peer,nobody", "--thread-model,none", "--colour,red"})
    void argumentsThatCannotBeGoneOnWithAreRefusedInALine(String option, String value) throws IOException {
        Path data = file(Trees.json(Trees.with(TREE, List.of("invocation", "arguments"), List.of(option, value))));
        for (String command : List.of("--resume", "--baseline")) {
            err.getBuffer().setLength(0);
            int status = CompareMain.commandLine().setErr(new PrintWriter(err, true)).execute(command,
                    data.toString(), command.equals("--baseline") ? "--rounds=0" : "--markdown");
            assertThat(status).as(err.toString()).isEqualTo(2);
            assertThat(err.toString()).startsWith(command.equals("--baseline")
                    ? "error: rounds is 0"
                    : "error: " + data + " has arguments that are not allowed: ").doesNotContain("\tat ");
        }
    }

    @Test
    void aRunToResumeAndABaselineAreReadWithTheSameCare() throws IOException {
        Path data = file(Trees.json(Trees.with(TREE, List.of("trials"), Arrays.asList((Object) null))));
        for (String option : List.of("--resume", "--baseline")) {
            err.getBuffer().setLength(0);
            assertThat(CompareMain.commandLine().setErr(new PrintWriter(err, true)).execute(option, data.toString()))
                    .isEqualTo(2);
            assertThat(err.toString()).startsWith("error: " + data + " is no run of compare: trials[0] is missing");
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("compare.json"), text);
    }

    private int report(Path data) {
        err.getBuffer().setLength(0);
        return ReportMain.commandLine().setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err, true))
                .execute(data.toString());
    }
}
