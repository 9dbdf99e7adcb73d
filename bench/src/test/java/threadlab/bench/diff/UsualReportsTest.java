package threadlab.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.bench.diff.Reports.in;
import static threadlab.bench.diff.Reports.with;
import static threadlab.bench.diff.Reports.withParam;
import static threadlab.bench.diff.Reports.withSecondary;
import static threadlab.bench.diff.Reports.withUnit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

/** What reports of other projects have in them: each is compared as its authors would expect. */
class UsualReportsTest {
    @TempDir
    private Path folder;
    private Reports reports;

    @BeforeEach
    void make() {
        reports = new Reports(folder);
    }

    @Test
    void infinityIsReadAsJmhWritesItAndHasNoRatio() throws IOException {
        var base = withSecondary(foo(100), "ratio", reports.metric(1, "#", reports.forks(1, 5)));
        var now = withSecondary(foo(100), "ratio", with(reports.metric(1, "#", List.of()), "score", "+INF"));
        in(now, "secondaryMetrics").put("other", with(reports.metric(1, "#", List.of()), "score", "-INF"));
        assertThat(compared(base, now)).as(reports.err).isZero();
        assertThat(reports.out).contains("the same within 5 %").doesNotContain("Infinity");
    }

    @Test
    void aRowInAnotherUnitIsConvertedAndTold() throws IOException {
        assertThat(compared(foo(1500), withUnit(foo(1.5), "avgt", "us/op"))).isZero();
        assertThat(reports.out).contains("the same within 5 %",
                "1 converted since new.json has us/op where the baseline has ns/op");
        assertThat(compared(withUnit(foo(1_000_000), "thrpt", "ops/sec"), withUnit(foo(2), "thrpt", "ops/us")))
                .isZero();
        assertThat(reports.out).contains("2.00 (", "faster");
    }

    @Test
    void aRowInAUnitOfAnotherKindIsLeftOutAndTold() throws IOException {
        assertThat(reports.diff(reports.file("base.json", foo(100), bar(5)),
                reports.file("new.json", foo(100), withUnit(bar(5), "avgt", "B/op")))).isZero();
        assertThat(reports.out).contains("1 left out since new.json has B/op where the baseline has ns/op",
                "of 1 benchmark,");
    }

    @Test
    void modesAreToldApartWhereThereAreSeveral() throws IOException {
        assertThat(reports.diff(reports.file("base.json", foo(100), withUnit(foo(10), "thrpt", "ops/us")),
                reports.file("new.json", foo(130), withUnit(foo(8), "thrpt", "ops/us")), "--fail-on-slower", "5%"))
                .isEqualTo(1);
        assertThat(reports.err).contains("Bench.foo avgt (slower)", "Bench.foo thrpt (slower)");
    }

    @Test
    void packagesAreToldApartWhereShortNamesAreTheSame() throws IOException {
        assertThat(reports.diff(reports.file("base.json", reports.result("org.a.Bench.foo", 100),
                reports.result("org.b.Bench.foo", 100)),
                reports.file("new.json",
                        reports.result("org.a.Bench.foo", 100), reports.result("org.b.Bench.foo", 150))))
                .isZero();
        assertThat(reports.out).containsPattern("(?m)^org\\.b\\.Bench\\.foo .*slower$");
    }

    @Test
    void aPackageThatHasMovedIsMatchedAndTold() throws IOException {
        assertThat(compared(reports.result("old.pack.Bench.foo", 100), reports.result("new.pack.Bench.foo", 130)))
                .isZero();
        assertThat(reports.out).contains("slower",
                "1 compared with base.json although the package differs, such as old.pack.Bench.foo and new.pack");
    }

    @Test
    void aParameterMoreOrOtherThreadsAreMatchedAndToldUnlessThereAreSeveral() throws IOException {
        assertThat(compared(foo(100), withParam(foo(200), "algo", "old"))).isZero();
        assertThat(reports.out).contains("slower", "although one report has more parameters");
        assertThat(compared(with(foo(100), "threads", 13), with(foo(200), "threads", 14))).isZero();
        assertThat(reports.out).contains("slower", "although the number of threads differs");
        assertThat(reports.diff(reports.file("base.json", foo(100), bar(1)), reports.file("new.json", bar(1),
                withParam(foo(200), "algo", "old"), withParam(foo(200), "algo", "other")))).isZero();
        assertThat(reports.out).contains("of 1 benchmark,", "1 in base.json, not in new.json: Bench.foo")
                .contains("2 in new.json, not in base.json: Bench.foo algo=old, Bench.foo algo=other");
    }

    @Test
    void theSameBenchmarkOfTwoJvmsIsKeptApart() throws IOException {
        assertThat(reports.diff(reports.file("base.json", withG1(foo(100)), withZgc(foo(200))),
                reports.file("new.json", withG1(foo(100)), withZgc(foo(300))))).isZero();
        assertThat(reports.out).containsPattern("Bench\\.foo jvm=-XX:\\+UseZGC .*1\\.50 .*slower")
                .containsPattern("Bench\\.foo jvm=-XX:\\+UseG1GC .*the same");
    }

    @Test
    void theSameBenchmarkTwiceCountsTogetherAndIsTold() throws IOException {
        assertThat(reports.diff(reports.file("base.json", foo(100), foo(100)), reports.file("new.json", foo(100)),
                "--columns", "forks")).isZero();
        assertThat(reports.out).contains("10/5", "has 1 of its benchmarks more than once; their forks count together");
    }

    @Test
    void theMethodsOfAGroupAreRowsThatMayFail() throws IOException {
        assertThat(compared(group(60, 40), group(40, 60))).isZero();
        assertThat(reports.diff(folder + "/base.json", folder + "/new.json", "--fail-on-slower", "5%")).isEqualTo(1);
        assertThat(reports.out).containsPattern("Rw\\.rw:get .*slower").containsPattern("Rw\\.rw:put .*faster")
                .containsPattern("Rw\\.rw  .*the same");
        assertThat(reports.err).contains("Rw.rw:get (slower)");
    }

    @Test
    void twoCountersOfASingleThreadAreNoMethods() throws IOException {
        assertThat(compared(with(group(60, 40), "threads", 1), with(group(40, 60), "threads", 1))).isZero();
        assertThat(reports.out).containsPattern("Rw\\.rw get .*less").containsPattern("Rw\\.rw put .*more");
    }

    @Test
    void theFiguresOfEachMethodOfAGroupKeepTheirNamesInEveryVersion() throws IOException {
        String dot = "\u00b7";
        var old = withUnit(reports.result("org.x.Rw.rw", 5), "sample", "us/op");
        var now = withUnit(reports.result("org.x.Rw.rw", 5), "sample", "us/op");
        for (String metric : List.of("get", "put")) {
            withSecondary(old, metric + dot + "p0.50", reports.metric(1, "us/op", reports.forks(1, 5)));
            withSecondary(now, metric + ":p0.50", reports.metric(2, "us/op", reports.forks(2, 5)));
        }
        withSecondary(old, "rw" + dot + "p0.50", reports.metric(1, "us/op", reports.forks(1, 5)));
        withSecondary(now, "p0.50", reports.metric(2, "us/op", reports.forks(2, 5)));
        assertThat(compared(old, now)).isZero();
        assertThat(reports.out).contains("secondary metrics that differ, of 3", "Rw.rw get:p0.50", "Rw.rw put:p0.50",
                "Rw.rw p0.50");
    }

    @Test
    void withoutIterationsJmhsErrorIsTheEvidenceAndOtherwiseTheReasonIsSaid() throws IOException {
        var base = withoutRawData(foo(100), 1.0);
        assertThat(compared(base, withoutRawData(foo(130), 1.0))).isZero();
        assertThat(reports.out).contains("slower *");
        assertThat(compared(base, withoutRawData(foo(130), "NaN"))).isZero();
        assertThat(reports.out).contains("too few samples to tell",
                "1 of 1 not judged, without iterations and without JMH's error in a report");
        assertThat(compared(foo(-1), foo(-2))).isZero();
        assertThat(reports.out).contains("no ratio", "with a score that is zero or negative")
                .doesNotContain("geometric mean");
        var zero = foo(100);
        in(zero, "primaryMetric").put("rawData", List.of(List.of(0.0, 0.0), List.of(200.0, 200.0)));
        assertThat(compared(zero, foo(100))).isZero();
        assertThat(reports.out).contains("with a fork that measured nothing, zero, or what is not a number");
    }

    @Test
    void allocationBelowAByteIsNoNewsAndFromNothingToSomethingIs() throws IOException {
        assertThat(compared(allocating(24.0000015), allocating(24.0000095))).isZero();
        assertThat(reports.out).doesNotContain("secondary metrics that differ");
        assertThat(compared(allocating(0.000024), allocating(0.000071))).isZero();
        assertThat(reports.out).doesNotContain("secondary metrics that differ");
        assertThat(compared(allocating(0), allocating(24))).isZero();
        assertThat(reports.out).containsPattern("gc\\.alloc\\.rate\\.norm +0 +24\\.0 B/op +- +more");
        assertThat(compared(allocating(24), allocating(0))).isZero();
        assertThat(reports.out).containsPattern("gc\\.alloc\\.rate\\.norm .* less");
    }

    @Test
    void aProfilerInOneReportOnlyIsTold() throws IOException {
        assertThat(compared(foo(100), allocating(24))).isZero();
        assertThat(reports.out).contains("1 of the secondary metric gc.alloc.rate.norm are not in base.json");
    }

    @Test
    void twoValuesThatDifferByNothingThatIsPrintedAreTheSame() throws IOException {
        assertThat(compared(reports.result("org.x.Bench.foo", 1, List.of(List.of(100.0), List.of(100.0))),
                reports.result("org.x.Bench.foo", 1, List.of(List.of(100.0000001), List.of(100.0000001))))).isZero();
        assertThat(reports.out).contains("the same within");
    }

    @Test
    void aNameThatIsASentenceStaysWhole() throws IOException {
        assertThat(compared(reports.result("Set building, v2.13.1 append", 100),
                reports.result("Set building, v2.13.1 append", 100))).isZero();
        assertThat(reports.out).contains("Set building, v2.13.1 append  ");
    }

    @Test
    void whatAllBenchmarksHaveInCommonIsSaidOnce() throws IOException {
        Map<String, Object> one = withParam(withParam(foo(100), "n", "1"), "size", "10");
        Map<String, Object> two = withParam(withParam(foo(100), "n", "2"), "size", "10");
        assertThat(reports.diff(reports.file("base.json", one, two), reports.file("new.json",
                withParam(withParam(foo(101), "n", "1"), "size", "10"),
                withParam(withParam(foo(101), "n", "2"), "size", "10")))).isZero();
        assertThat(reports.out).contains("all with size=10\n").containsPattern("(?m)^Bench\\.foo n=1  ")
                .doesNotContain("n=1 size=10");
    }

    @Test
    void manyOfAKindAreOneNote() throws IOException {
        List<Map<String, Object>> many = new ArrayList<>(Collections.nCopies(1, foo(100)));
        for (int i = 0; i < 400; i++) {
            many.add(reports.result("org.x.Gone.m" + i, 1));
        }
        String base = Files.writeString(folder.resolve("base.json"), JSON.std.asString(many))
                .toString();
        assertThat(reports.diff(base, reports.file("new.json", foo(100)))).isZero();
        assertThat(reports.out.lines().filter(line -> line.contains("Gone.m"))).hasSize(1);
        assertThat(reports.out).contains("400 in base.json, not in new.json: Gone.m0, ", " and 395 more.");
    }

    private Map<String, Object> foo(double score) {
        return reports.result("org.x.Bench.foo", score);
    }

    private Map<String, Object> bar(double score) {
        return reports.result("org.x.Bench.bar", score);
    }

    private static Map<String, Object> withG1(Map<String, Object> result) {
        return with(result, "jvmArgs", List.of("-Xmx1g", "-XX:+UseG1GC"));
    }

    private static Map<String, Object> withZgc(Map<String, Object> result) {
        return with(result, "jvmArgs", List.of("-Xmx1g", "-XX:+UseZGC"));
    }

    private static Map<String, Object> withoutRawData(Map<String, Object> result, Object error) {
        in(result, "primaryMetric").remove("rawData");
        in(result, "primaryMetric").put("scoreError", error);
        return result;
    }

    private Map<String, Object> allocating(double bytes) {
        return withSecondary(foo(100), "gc.alloc.rate.norm",
                reports.metric(bytes, "B/op", List.of(List.of(bytes, bytes), List.of(bytes, bytes))));
    }

    private Map<String, Object> group(double get, double put) {
        Map<String, Object> group = with(withUnit(reports.result("org.x.Rw.rw", get + put), "thrpt", "ops/us"),
                "threads", 4);
        withSecondary(group, "get", reports.metric(get, "ops/us", reports.forks(get, 5)));
        return withSecondary(group, "put", reports.metric(put, "ops/us", reports.forks(put, 5)));
    }

    private int compared(Map<String, Object> base, Map<String, Object> now) throws IOException {
        return reports.diff(reports.file("base.json", base), reports.file("new.json", now));
    }
}
