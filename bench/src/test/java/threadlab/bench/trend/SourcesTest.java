package threadlab.bench.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadlab.bench.diff.ReportArgument;

class SourcesTest {
    @TempDir
    private Path folder;

    @Test
    void datesInAllNamesGiveTheOrder() throws IOException {
        Sources sources = Sources.of(named("b-2026-02-01.json", "c-2026-01-01.json", "a-2026-03-01.json"));
        assertThat(sources.order()).isEqualTo(Sources.Order.DATES);
        assertThat(labels(sources)).containsExactly("2026-01-01", "2026-02-01", "2026-03-01");
    }

    @Test
    void withoutADateInOneOfThemTheyStayAsGiven() throws IOException {
        Sources sources = Sources.of(named("b.json", "c-2026-01-01.json", "a.json"));
        assertThat(sources.order()).isEqualTo(Sources.Order.GIVEN);
        assertThat(labels(sources)).containsExactly("b", "2026-01-01", "a");
    }

    @Test
    void theFilesOfAFolderFollowTheirTimes() throws IOException {
        Files.setLastModifiedTime(file("a.json"), FileTime.from(Instant.ofEpochSecond(3000)));
        Files.setLastModifiedTime(file("b.json.gz"), FileTime.from(Instant.ofEpochSecond(1000)));
        Path passes = Files.createDirectory(folder.resolve("passes"));
        Files.createFile(passes.resolve("1.json"));
        Files.setLastModifiedTime(passes, FileTime.from(Instant.ofEpochSecond(2000)));
        file("other.txt");
        Files.createDirectory(folder.resolve("empty"));
        Sources sources = Sources.of(List.of(ReportArgument.parse(folder.toString())));
        assertThat(sources.order()).isEqualTo(Sources.Order.FILE_TIMES);
        assertThat(labels(sources)).containsExactly("b", "passes", "a");
        assertThat(sources.notes()).isEmpty();
    }

    @Test
    void filesOfAboutTheSameTimeAreNoted() throws IOException {
        Files.setLastModifiedTime(file("a.json"), FileTime.from(Instant.ofEpochSecond(3000)));
        Files.setLastModifiedTime(file("b.json"), FileTime.from(Instant.ofEpochSecond(3001)));
        assertThat(Sources.of(List.of(ReportArgument.parse(folder.toString()))).notes()).singleElement().asString()
                .contains("checkout");
    }

    @Test
    void labelsThatWouldBeAlikeAreNumbered() throws IOException {
        assertThat(labels(Sources.of(named("a-2026-01-01.json", "b-2026-01-01.json", "c-2026-01-02.json"))))
                .containsExactly("2026-01-01 #1", "2026-01-01 #2", "2026-01-02");
    }

    @Test
    void labelsAreAsManyAsReports() throws IOException {
        List<ReportArgument> reports = named("2026-02-01.json", "2026-01-01.json");
        assertThat(labels(Sources.labelled(reports, List.of("new", "old")))).containsExactly("new", "old");
        for (List<String> wrong : List.of(List.of("new"), List.of("a", "b", "c"), List.of("a", ""))) {
            assertThatThrownBy(() -> Sources.labelled(reports, wrong)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("label is '" + String.join(",", wrong) + "', allowed: ");
        }
    }

    private List<ReportArgument> named(String... names) throws IOException {
        for (String name : names) {
            file(name);
        }
        return Stream.of(names).map(name -> new ReportArgument(List.of(folder.resolve(name)))).toList();
    }

    private Path file(String name) throws IOException {
        return Files.createFile(folder.resolve(name));
    }

    private static List<String> labels(Sources sources) {
        return sources.sources().stream().map(Sources.Source::label).toList();
    }
}
