package threadlab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintDemoSvgTest {
    @TempDir
    private Path folder;

    @Test
    void theFileShowsBothPartsAndWhatWasExpected() throws IOException {
        Path file = Files.writeString(folder.resolve("demo.svg"), "old");
        DemoRun run = DemoRun.inFakeTime();

        assertThat(run.execute("--svg", file.toString())).isZero();

        assertThat(file).content().startsWith("<svg ").endsWith("</svg>\n").contains(
                ">One after the other: 11.00 s</text>", ">expected 11.00 s</text>",
                ">Together: 7.00 s</text>", ">expected 7.00 s</text>",
                "<title>Together took 7.00 s of 11.00 s: 1.57 times as fast</title>");
        assertThat(run.lines()).last().isEqualTo("Timelines written to " + file);
    }

    @Test
    void aMissingFolderIsFoundBeforeTheFirstLine() {
        Path file = folder.resolve("missing").resolve("demo.svg");
        DemoRun run = DemoRun.inFakeTime();

        assertThat(run.execute("--svg", file.toString())).isEqualTo(1);

        assertThat(run.lines()).isEmpty();
        assertThat(run.errors().lines()).containsExactly(
                "error: cannot write " + file + ": no such folder");
    }

    @Test
    void aFolderInPlaceOfTheFileIsFoundBeforeTheFirstLine() {
        DemoRun run = DemoRun.inFakeTime();

        assertThat(run.execute("--svg", folder.toString())).isEqualTo(1);

        assertThat(run.lines()).isEmpty();
        assertThat(run.errors().lines()).containsExactly("error: cannot write " + folder + ": it is a folder");
    }

    @Test
    void aFolderLostMeanwhileCostsTheFileButNoResult() throws IOException {
        Path lost = Files.createDirectory(folder.resolve("lost"));
        Path file = lost.resolve("demo.svg");
        FakeTime time = new FakeTime();
        DemoRun run = new DemoRun(time, delay -> {
            lost.toFile().delete();
            time.sleep(delay);
        });

        assertThat(run.execute("--svg", file.toString())).isEqualTo(1);

        assertThat(run.lines()).last().isEqualTo("Together took 7.00 s of 11.00 s: 1.57 times as fast");
        assertThat(run.errors().lines()).containsExactly(
                "error: cannot write " + file + ": no such folder");
    }
}
