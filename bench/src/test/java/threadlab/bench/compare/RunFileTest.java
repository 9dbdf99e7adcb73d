package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadlab.bench.verdict.RunRecord;
import threadlab.bench.verdict.Runs;

class RunFileTest {
    private static final RunRecord RUN = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0),
            Runs.failed(1, "virtual", 10, "gone"));

    @TempDir
    private Path folder;

    @Test
    void whatIsSavedIsReadAgainAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("compare.json");
        RunFile.save(file, RUN);
        RunFile.save(file, RUN);
        assertThat(RunFile.read(file)).isEqualTo(RUN);
        assertThat(folder).isDirectoryContaining(file::equals).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void theExampleOfTheDocumentsIsOfTodaysSchema() throws IOException {
        RunRecord example = RunFile.read(Path.of("../docs/example-report/compare.json"));
        assertThat(example.trials()).isNotEmpty().allMatch(trial -> trial.result().isMeasured());
    }

    /** The folder is gone, as one on a disk that fails is; a full disk ends the same way. */
    @Test
    void whatCannotBeWrittenWhereItBelongsIsRescuedAndTheLineSaysWhere() {
        Path file = folder.resolve("gone").resolve("compare.json");
        assertThatThrownBy(() -> RunFile.save(file, RUN)).isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot write " + file + ": ").satisfies(e -> {
                    Matcher rescued = Pattern.compile("all 2 trials are in (.*\\.json)$").matcher(e.getMessage());
                    assertThat(rescued.find()).isTrue();
                    Path there = Path.of(rescued.group(1));
                    assertThat(RunFile.read(there)).isEqualTo(RUN);
                    Files.delete(there);
                });
    }
}
