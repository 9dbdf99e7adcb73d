package threadlab.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.jr.ob.JSON;

/** How strong the evidence of a report is, and what is made of it: verdicts, marks, advice and the exit status. */
class EvidenceTest {
    @TempDir
    private Path folder;
    private Reports reports;

    @BeforeEach
    void make() {
        reports = new Reports(folder);
    }

    @Test
    void aSingleForkIsJudgedByItsIterationsAndMarkedEverywhere() throws IOException {
        String json = folder.resolve("out.json").toString();
        int status = reports.diff(reports.file("base.json", withForks(100, 1)),
                reports.file("new.json", withForks(1000, 1)), "--fail-on-slower", "5%", "--json", json);
        assertThat(status).isEqualTo(4);
        assertThat(reports.out).contains("slower *", "1 of them within one fork only",
                "differences between forks are not in this", "Measure with -f 5 or more");
        assertThat(reports.err).contains("of 1 benchmark, 0 judged by forks, 1 within one fork, 0 not at all",
                "error: 1 slower than allowed within one fork: Bench.foo");
        Map<String, Object> data = JSON.std.mapFrom(Files.readString(Path.of(json)));
        assertThat((List<?>) data.get("rows")).singleElement().asInstanceOf(
                InstanceOfAssertFactories.MAP).containsEntry("change", "SLOWER")
                .containsEntry("evidence", "ITERATIONS");
        assertThat((Map<?, ?>) data.get("summary")).extracting("byForks", "byIterations", "notJudged")
                .containsExactly(0, 1, 0);
    }

    @Test
    void aSlowerBenchmarkByForksIsTheWorseFailure() throws IOException {
        assertThat(reports.diff(reports.file("base.json", withForks(100, 1), other(100)),
                reports.file("new.json", withForks(1000, 1), other(200)), "--fail-on-slower", "5%")).isEqualTo(1);
    }

    @Test
    void aSingleForkOfASingleIterationIsTooLittle() throws IOException {
        assertThat(reports.diff(single("base.json", 100), single("new.json", 200))).isZero();
        assertThat(reports.out).contains("too few samples to tell", "with a single fork of a single iteration");
    }

    @Test
    void oneSlowForkIsAFindingThatIsToldAndDoesNotFail() throws IOException {
        assertThat(reports.diff(base(), withSlow(1), "--fail-on-slower", "5%")).isZero();
        assertThat(reports.out).contains("slow in 1 of 10 forks", "new: 1 of 10 forks set aside, ",
                "of 1 benchmark, 1 slow in some forks");
        assertThat(reports.err).contains("1 benchmark with slow forks passed");
    }

    @Test
    void twoSlowForksFailSinceTheMeanIsSlower() throws IOException {
        assertThat(reports.diff(base(), withSlow(2), "--fail-on-slower", "5%")).isEqualTo(1);
        assertThat(reports.err).contains("slower than allowed: Bench.foo (slow in 2 of 10 forks)");
        assertThat(reports.diff(base(), withSlow(2), "--fail-on-slower", "500%")).isZero();
    }

    @Test
    void slowForksOfRatesAreThoseWithALowScore() throws IOException {
        assertThat(reports.diff(rates("base.json", 10, 100), rates("new.json", 10, 20))).isZero();
        assertThat(reports.out).contains("slow in 1 of 10 forks", "new: 1 of 10 forks set aside, ");
        assertThat(reports.diff(rates("base.json", 10, 100), rates("new.json", 10, 500))).isZero();
        assertThat(reports.out).contains("the same within 5 %")
                .containsPattern("new: 1 of 10 forks set aside, (4\\.9|5\\.0)\\d* times as fast");
    }

    @Test
    void slowForksOfTheBaselineAreMarkedToo() throws IOException {
        assertThat(reports.diff(withSlow(1), base())).isZero();
        assertThat(reports.out).contains("the same within 5 %", "base: 1 of 10 forks set aside, ");
    }

    @Test
    void theSameNeedsAnIntervalWithinTheMargin() throws IOException {
        String base = reports.file("base.json", withForks(100, 10));
        String now = reports.file("new.json", withForks(101, 10));
        assertThat(reports.diff(base, now, "--margin", "5%")).isZero();
        assertThat(reports.out).doesNotContain("no difference shown");
        assertThat(reports.diff(reports.file("b2.json", withForks(100, 2)), reports.file("n2.json",
                withForks(100, 2)), "--margin", "0.1%")).isZero();
        assertThat(reports.out).contains("no difference shown");
    }

    @Test
    void lessConfidenceShowsMoreAndNarrowerIntervals() throws IOException {
        String base = reports.file("base.json", withForks(100, 5));
        String now = reports.file("new.json", withForks(100.3, 5));
        assertThat(reports.diff(base, now, "--confidence", "99.9%")).isZero();
        String strict = reports.out;
        assertThat(reports.diff(base, now, "--confidence", "60%")).isZero();
        assertThat(reports.out).isNotEqualTo(strict).contains("60 % of the differences");
        assertThat(reports.diff(base, now, "--confidence", "10%")).isEqualTo(2);
        assertThat(reports.err).startsWith("error: confidence is 10%, allowed: 50% to 99.99%");
    }

    @Test
    void theAdviceIsComputedFromTheSpreadAtHandAndEndsWhenFollowed() throws IOException {
        assertThat(reports.diff(spread("base.json", 3, 0.01), spread("new.json", 3, 0.01))).isZero();
        assertThat(reports.out).containsPattern("Forks of these reports differ by [12]\\.\\d %").containsPattern(
                "At that, ([6-9]|1\\d) forks each find 9 of 10 differences of 5 %");
        assertThat(reports.diff(spread("base.json", 20, 0.02), spread("new.json", 20, 0.02))).isZero();
        assertThat(reports.out).doesNotContain("At that");
        assertThat(reports.diff(spread("base.json", 3, 2), spread("new.json", 3, 2))).isZero();
        assertThat(reports.out).contains("not even 100 forks");
    }

    private Map<String, Object> withForks(double score, int forks) {
        return reports.result("org.x.Bench.foo", score, reports.forks(score, forks));
    }

    private Map<String, Object> other(double score) {
        return reports.result("org.x.Bench.other", score);
    }

    private String single(String name, double score) throws IOException {
        return reports.file(name, reports.result("org.x.Bench.foo", score, List.of(List.of(score))));
    }

    private String base() throws IOException {
        return reports.file("base.json", withForks(100, 10));
    }

    private String withSlow(int slow) throws IOException {
        return reports.file("slow" + slow + ".json", reports.result("org.x.Bench.foo", 100,
                Stream.concat(reports.forks(100, 10 - slow).stream(), reports.forks(500, slow).stream()).toList()));
    }

    private String rates(String name, int forks, double last) throws IOException {
        return reports.file(name, Reports.withUnit(reports.result("org.x.Bench.foo", 100,
                Stream.concat(reports.forks(100, forks - 1).stream(), reports.forks(last, 1).stream()).toList()),
                "thrpt", "ops/us"));
    }

    /** Forks at equal distances from each other. */
    private String spread(String name, int forks, double part) throws IOException {
        List<List<Double>> values = new ArrayList<>();
        double width = part * Math.sqrt(12) / 2;
        for (int i = 0; i < forks; i++) {
            values.addAll(reports.forks(100 * Math.exp(width * (2.0 * i / (forks - 1) - 1)), 1));
        }
        return reports.file(name, reports.result("org.x.Bench.foo", 100, values));
    }
}
