package threadlab.demo.diagnose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnJre;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.demo.diagnose.Finding.Verdict;
import threadlab.support.Jcmd;

@Tag("process")
@Tag("slow")
class DiagnosisTest {
    private static final Duration WATCHED = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @DisabledOnJre(versions = 25, disabledReason = "a dump may crash a JVM of Java 25 (JDK-8364343)")
    @CsvSource({"STUCK, 15", "POOL, 16", "SPINNING, 17", "LOAD, 18", "HOGS, 19", "PINNED, 20", "IDLE,", "HEALTHY,"})
    void aProblemIsNamedAndNoOther(Patient patient, Integer lesson) throws Exception {
        try (PatientProcess process = PatientProcess.start(patient, folder)) {
            Look.Seen seen = watch(process);

            List<Finding> findings = Signs.ALL.stream().map(sign -> sign.judge(seen.facts())).toList();
            assertThat(findings).as(String.join("\n", Diagnosis.lines(process.pid(), seen, findings)))
                    .filteredOn(finding -> finding.verdict() == Verdict.SIGN).extracting(Finding::lesson)
                    .isEqualTo(lesson == null ? List.of() : List.of(lesson));
            assertThat(findings).noneMatch(finding -> finding.verdict() == Verdict.CANNOT_TELL);
        }
    }

    @Test
    void theJvmPrintsNothingAndItsWorkingFolderStaysEmpty() throws Exception {
        try (PatientProcess process = PatientProcess.start(Patient.IDLE, folder)) {
            var out = new ByteArrayOutputStream();

            Diagnosis.print(process.pid(), Duration.ofMillis(100), true, new PrintStream(out, true, UTF_8));

            assertThat(out.toString(UTF_8)).contains("no sign of ", "What it cost that JVM:");
            assertThat(new Jcmd(process.pid(), WATCHED.multipliedBy(10)).require("JFR.check"))
                    .contains("No available recordings");
            assertThat(process.end()).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aJvmThatLetsNoToolAttachIsNamed() throws Exception {
        try (PatientProcess process = PatientProcess.start(Patient.IDLE, folder, "-XX:+DisableAttachMechanism")) {
            assertThatThrownBy(() -> watch(process)).isInstanceOf(IOException.class)
                    .hasMessageStartingWith("process " + process.pid() + " lets no tool attach: ")
                    .hasMessageNotContainingAny("\n", "Exception");
            assertThat(process.end()).isEmpty();
        }
    }

    private static Look.Seen watch(PatientProcess process) throws IOException, InterruptedException {
        return Look.at(process.pid(), WATCHED, true, () -> {
        });
    }
}
