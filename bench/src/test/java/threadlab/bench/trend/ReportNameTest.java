package threadlab.bench.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportNameTest {
    @ParameterizedTest
    @CsvSource({"jmh-2026-01-31.json, 2026-01-31", "20260131.json.gz, 2026-01-31",
            "jmh_2026-01-31T15-30-12Z.json, 2026-01-31 15:30:12", "run-20260131-1530.csv, 2026-01-31 15:30",
            "2026.01.31-1a2b3c4d5e.json, 2026-01-31 1a2b3c4", "0123abc.json, 0123abc",
            "result-fedcba9876543210fedcba9876543210fedcba98.json, fedcba9", "run-17.json, run-17",
            "a-defaced.json, a-defaced", "a-1234567.json, a-1234567", "2026-02-30.json, 2026-02-30", "a.b.json, a.b",
            "v1.2026-01-31.json, 2026-01-31", "120260131.json, 120260131"})
    void aNameTellsTheDateAndTheCommit(String name, String label) {
        assertThat(ReportName.of(name).label()).isEqualTo(label);
    }

    /** The time of what is no date would set the order. */
    @ParameterizedTest
    @CsvSource({"2026-02-30.json", "2026-13-01.json", "run-17.json", "0123abc.json"})
    void whatIsNoDateIsNone(String name) {
        assertThat(ReportName.of(name).time()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31/jmh-result.json, 2026-01-31", "0123abc/jmh-result.json, 0123abc",
            "2026-01-31/jmh-2026-01-30.json, 2026-01-30", "results/jmh-result.json, jmh-result"})
    void theFolderTellsItWhereTheFileDoesNot(String path, String label) {
        assertThat(ReportName.of(Path.of(path)).label()).isEqualTo(label);
    }
}
