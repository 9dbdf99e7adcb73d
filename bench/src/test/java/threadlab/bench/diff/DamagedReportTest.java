package threadlab.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.bench.input.Trees;
import tools.jackson.jr.ob.JSON;

/** A JMH report in which anything is amiss is compared all the same, or refused in a line. */
@Tag("slow")
class DamagedReportTest {
    @TempDir
    private Path folder;
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"average-gc", "sample"})
    void whateverIsInPlaceOfAnyNode(String shape) throws IOException {
        Object report = Trees.shortened(JSON.std.anyFrom(SampleReports.text(shape)));
        Path base = Files.writeString(folder.resolve("base.json"), Trees.json(report) + "\n");
        List<Object> values = Arrays.asList(null, Trees.NOTHING, Map.of(), List.of(), true, 0, -1, 1e308, "NaN",
                new BigInteger("9".repeat(30)), "text");
        Path page = folder.resolve("page.html");
        int refused = 0;
        int compared = 0;
        for (List<Object> path : Trees.paths(report).filter(DamagedReportTest::isOfItsKind).toList()) {
            for (Object value : values) {
                Path damaged = Files.writeString(folder.resolve("damaged.json"),
                        value == Trees.NOTHING && path.isEmpty() ? "" : Trees.json(Trees.with(report, path, value)));
                int status = diff(base.toString(), damaged.toString(), "--html", page.toString(), "--json",
                        folder.resolve("data.json").toString());
                assertThat(status).as("%s at %s: %s", value, path, err).isIn(0, 2);
                assertThat(err.toString()).doesNotContain("\tat ");
                refused += status == 2 ? 1 : 0;
                compared += status == 0 ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(50);
        assertThat(compared).isGreaterThan(50);
    }

    /** The results are all alike, the secondary metrics too, and so are the numbers in a list. */
    private static boolean isOfItsKind(List<Object> path) {
        return path.stream().noneMatch(node -> node instanceof Integer number && number > 0
                || node.toString().contains("gc.alloc") || node.equals("scorePercentiles"));
    }

    @Test
    void aReportOfMoreResultsThanAnybodyReadsIsRefused() throws IOException {
        Object result = ((List<?>) JSON.std.anyFrom(SampleReports.text("one-fork"))).getFirst();
        Path many = Files.writeString(folder.resolve("many.json"),
                JSON.std.asString(Collections.nCopies(10_001, result)));
        assertThat(diff("--by", "size", many.toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("error: " + many + " is no JMH report: it holds 10001 results, allowed: ");
    }

    /** A table as wide as its widest cell, in each of its rows, would be larger than any memory. */
    @Test
    void oneLongNameDoesNotMakeEveryRowAsLong() throws IOException {
        Object report = JSON.std.anyFrom(SampleReports.text("throughput"));
        Object longer = Trees.with(report, List.of(0, "params", "size"), "x".repeat(100_000));
        Path base = Files.writeString(folder.resolve("base.json"), JSON.std.asString(longer));
        Path now = Files.writeString(folder.resolve("new.json"), JSON.std.asString(longer) + "\n");
        var out = new StringWriter();
        assertThat(JmhDiffMain.commandLine().setOut(new PrintWriter(out)).execute(base.toString(), now.toString()))
                .isZero();
        assertThat(out.toString().length()).isLessThan(2_000);
    }

    private int diff(String... arguments) {
        err.getBuffer().setLength(0);
        return JmhDiffMain.commandLine().setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true)).execute(arguments);
    }
}
