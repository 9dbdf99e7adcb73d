package threadlab.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
    @TempDir
    private Path folder;
    private Reports reports;
    private String base;
    private String now;

    @BeforeEach
    void make() throws IOException {
        reports = new Reports(folder);
        base = reports.file("base.json", reports.result("org.x.Json.read", 100), reports.result("org.x.Xml.read", 100),
                reports.result("org.x.Xml.gone", 100));
        now = reports.file("new.json", reports.result("org.x.Json.read", 108), reports.result("org.x.Xml.read", 108));
    }

    @Test
    void aThresholdOfItsOwnHoldsForTheBenchmarksThatItNames() {
        assertThat(reports.diff(base, now, "--fail-on-slower", "5%")).isEqualTo(1);
        assertThat(reports.err).contains("error: 2 slower than allowed: ");
        assertThat(reports.diff(base, now, "--fail-on-slower", "5%", "--threshold", "Json.*=10%")).isEqualTo(1);
        assertThat(reports.err).contains("error: 1 slower than allowed: Xml.read");
        assertThat(reports.diff(base, now, "--threshold", "Json=10%", "--threshold", "ns/op=20%")).isZero();
        assertThat(reports.diff(base, now, "--threshold", "Xml=5%")).as("without one for all").isEqualTo(1);
    }

    @Test
    void aBenchmarkThatIsGoneFailsOnlyWhenAsked() {
        assertThat(reports.diff(base, now, "--fail-on-slower", "20%")).isZero();
        assertThat(reports.diff(base, now, "--fail-on-missing")).isEqualTo(1);
        assertThat(reports.err).contains("error: 1 missing: Xml.gone");
        assertThat(reports.diff(now, base, "--fail-on-missing")).as("a new one is none").isZero();
    }

    @Test
    void whatCannotBeJudgedFailsWhenAskedAndWhereThatIsAll() throws IOException {
        String zero = reports.file("zero.json", reports.result("org.x.Json.read", 100),
                reports.result("org.x.Xml.read", 0, List.of(List.of(0.0, 0.0))));
        assertThat(reports.diff(zero, now, "--fail-on-slower", "20%")).isZero();
        assertThat(reports.err).contains("of 2 benchmarks, 1 judged by forks, 0 within one fork, 1 not at all");
        assertThat(reports.diff(zero, now, "--fail-on-unjudged")).isEqualTo(1);
        assertThat(reports.err).contains("error: 1 not judged: Xml.read");
        assertThat(reports.diff(zero, now, "--filter", "Xml", "--fail-on-slower", "20%")).isEqualTo(1);
        assertThat(reports.err).contains("error: nothing could be judged");
    }

    /** As in the history of a project that keeps the rows that it has not measured again. */
    @Test
    void theSamplesOfTheBaselineAreNotJudged() throws IOException {
        Map<String, Object> kept = reports.result("org.x.Json.read", 100);
        String before = reports.file("before.json", kept, reports.result("org.x.Xml.read", 100));
        String after = reports.file("after.json", kept, reports.result("org.x.Xml.read", 100));
        assertThat(reports.diff(before, after, "--fail-on-slower", "5%")).isZero();
        assertThat(reports.out).contains("1 the same within 5 % and 1 not measured again");
        assertThat(reports.err).contains("of 2 benchmarks, 1 judged by forks, 0 within one fork, 1 not at all");
        assertThat(reports.diff(before, after, "--filter", "Json", "--fail-on-slower", "5%")).isEqualTo(1);
        assertThat(reports.err).contains("error: nothing could be judged");
    }

    @Test
    void withoutAGateNothingIsSaidOfIt() {
        assertThat(reports.diff(base, now)).isZero();
        assertThat(reports.err).isEmpty();
    }

    @Test
    void aThresholdThatIsNoneIsRefused() {
        for (String wrong : List.of("Json", "=5%", "Json=much", "(=5%")) {
            assertThat(reports.diff(base, now, "--threshold", wrong)).isEqualTo(2);
            assertThat(reports.err.lines()).hasSize(2).first().asString().contains("--threshold");
        }
    }
}
