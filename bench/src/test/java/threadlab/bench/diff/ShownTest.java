package threadlab.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

/** What is shown of a comparison, in which order, and that it stays readable at any size. */
class ShownTest {
    private static final int WIDTH = 80;

    @TempDir
    private Path folder;
    private Reports reports;
    private String base;
    private String now;

    @BeforeEach
    void make() throws IOException {
        reports = new Reports(folder);
        base = reports.file("base.json", reports.result("org.x.Bench.a", 100), reports.result("org.x.Bench.b", 100),
                reports.result("org.x.Bench.c", 100));
        now = reports.file("new.json", reports.result("org.x.Bench.a", 100), reports.result("org.x.Bench.b", 50),
                reports.result("org.x.Bench.c", 150));
    }

    @ParameterizedTest
    @CsvSource({"importance, cba", "name, abc", "report, abc", "ratio, cab"})
    void theOrderOfTheRowsIsChosen(String order, String expected) {
        assertThat(reports.diff(base, now, "--sort", order)).isZero();
        assertThat(rows()).isEqualTo(expected);
    }

    @Test
    void onlyWhatDiffersIsShownWhenAskedAndAllIsCounted() {
        assertThat(reports.diff(base, now, "--changed")).isZero();
        assertThat(rows()).isEqualTo("cb");
        assertThat(reports.out).contains("of 3 benchmarks,");
    }

    @Test
    void aFilterLeavesWhatItFindsAndSaysHowMuchThatIs() {
        assertThat(reports.diff(base, now, "--filter", "Bench\\.[ab] avgt")).isZero();
        assertThat(rows()).isEqualTo("ba");
        assertThat(reports.out).contains("The filter leaves 2 of 3 in new.json.");
        assertThat(reports.diff(base, now, "--filter", "(")).isEqualTo(2);
        assertThat(reports.err).contains("'--filter': '(' is not a regular expression");
    }

    @Test
    void theColumnsAreChosen() {
        assertThat(reports.diff(base, now, "--columns", "verdict,forks,p")).isZero();
        assertThat(reports.out).containsPattern("(?m)^benchmark +forks +p$")
                .containsPattern("(?m)^Bench\\.c +slower +5/5 +<0\\.001$");
    }

    @Test
    void csvHasAllDigitsAndNoFormula() throws IOException {
        String one = reports.file("one.json", Reports.withParam(reports.result("org.x.Bench.a", 100), "n", "=1+1"));
        String two = reports.file("two.json", Reports.withParam(reports.result("org.x.Bench.a", 200), "n", "=1+1"));
        assertThat(reports.diff(one, two, "--csv")).isZero();
        assertThat(reports.out).startsWith("benchmark,mode,threads,metric,candidate,unit,base,new,ratio,low,high,p,"
                + "change,evidence,param n\r\norg.x.Bench.a,avgt,1,,two.json,ns/op,")
                .endsWith(",SLOWER,FORKS,'=1+1\r\n");
        assertThat(reports.diff(one, two, "--csv", "--markdown")).isEqualTo(2);
    }

    @Test
    void theWordsOfTheJsonAreThoseThatAreDocumented() throws IOException {
        Path json = folder.resolve("out.json");
        assertThat(reports.diff(base, now, "--json", json.toString())).isZero();
        List<?> rows = (List<?>) JSON.std.mapFrom(Files.readString(json)).get("rows");
        assertThat(rows.stream().map(row -> String.valueOf(((Map<?, ?>) row).get("change")))).containsExactly("SLOWER",
                "FASTER", "SAME");
    }

    @Test
    void aTableFitsIntoATerminal() throws IOException {
        Diff diff = diffOf(40, "x".repeat(50) + "\ud83d\ude00".repeat(200));
        for (String line : DiffTable.text(diff, View.USUAL, WIDTH, false).lines().toList()) {
            assertThat(line.length()).as(line).isLessThanOrEqualTo(WIDTH);
            assertThat(line.chars().filter(c -> Character.isSurrogate((char) c)).count() % 2).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "30, 30", "31, 30", "32, 30", "33, 30"})
    void aLabelIsCutInTheMiddleAndNeverWithinACharacter(int length, int most) {
        for (String text : List.of("x".repeat(length), "\ud83d\ude00".repeat(length))) {
            String cut = Labels.cut(text, most);
            assertThat(cut.length()).isBetween(Math.min(text.length(), most - 2), most);
            assertThat(cut.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
            assertThat(cut.contains("...")).isEqualTo(text.length() > most);
        }
    }

    @Test
    void manySecondaryMetricsDoNotBuryTheScores() throws IOException {
        Map<String, Object> one = reports.result("org.x.Bench.a", 100);
        Map<String, Object> two = reports.result("org.x.Bench.a", 100);
        for (int i = 0; i < 25; i++) {
            Reports.withSecondary(one, "m" + i, reports.metric(10, "#", reports.forks(10, 5)));
            Reports.withSecondary(two, "m" + i, reports.metric(20, "#", reports.forks(20, 5)));
        }
        assertThat(reports.diff(reports.file("one.json", one), reports.file("two.json", two))).isZero();
        assertThat(reports.out.lines().filter(line -> line.contains(" more") && line.contains("Bench.a m")))
                .hasSize(20);
        assertThat(reports.out).contains("and 5 more, which --csv, --json and --html show");
    }

    @Test
    void colourIsForATerminalOnly() throws IOException {
        Diff diff = diffOf(2, "x");
        assertThat(DiffTable.text(diff, View.USUAL, WIDTH, false)).doesNotContain("\u001b");
        assertThat(DiffTable.text(diff, View.USUAL, WIDTH, true)).contains("\u001b[31m");
    }

    /** A comment of GitHub holds that many characters. */
    @Test
    void markdownOfManyRowsFitsIntoAComment() throws IOException {
        for (Diff diff : List.of(diffOf(2000, "x".repeat(300)), diffOf(3, "|".repeat(5000)))) {
            String markdown = DiffMarkdown.of(diff, View.USUAL);
            assertThat(markdown.length()).isLessThanOrEqualTo(DiffMarkdown.MOST_CHARACTERS);
            assertThat(markdown).startsWith("- new.json against base.json: of ").endsWith("</details>\n");
        }
        assertThat(DiffMarkdown.of(diffOf(2000, "x"), View.USUAL)).containsPattern("- \\d+ more");
    }

    @Test
    void inMarkdownTheVerdictIsFirstAndWhatDoesNotDifferIsFolded() {
        assertThat(reports.diff(base, now, "--markdown")).isZero();
        List<String> lines = reports.out.lines().toList();
        assertThat(lines.getFirst()).startsWith("- new.json against base.json: of 3 benchmarks, 1 slower, 1 faster");
        String folded = reports.out.substring(reports.out.indexOf("<details>"));
        assertThat(folded).contains("1 without a difference", "Bench.a ").doesNotContain("Bench.b ", "Bench.c ");
        assertThat(reports.out).contains("| benchmark | base | new | ratio |  |");
    }

    @Test
    void byTellsWhatItLeavesOutAndComparesWithTheBaseThatIsNamed() throws IOException {
        String report = reports.file("by.json", impl("f", "a", 100), impl("f", "b", 130), impl("g", "b", 50),
                impl("g", "c", 60), reports.result("org.x.B.none", 5));
        assertThat(reports.diff("--by", "impl", report)).isZero();
        assertThat(reports.out).contains("1 of 5 left out, since they have no impl", "1 in b, not in a: B.g");
        assertThat(reports.diff("--by", "impl", "--base", "b", report)).isZero();
        assertThat(reports.out).contains("a against b, B.f (avgt): faster", "c against b, B.g (avgt): slower");
        assertThat(reports.diff("--by", "impl", "--base", "z", report)).isEqualTo(2);
        assertThat(reports.err).contains("base is 'z', allowed: the values of the parameter 'impl': a, b, c");
    }

    @ParameterizedTest
    @CsvSource({"method, b against a", "threads, 4 against 1", "mode, sample against avgt"})
    void methodsThreadsAndModesAreComparedLikeParameters(String by, String sentence) throws IOException {
        String report = switch (by) {
            case "method" -> base;
            case "threads" -> reports.file("t.json", reports.result("org.x.B.f", 100),
                    Reports.with(reports.result("org.x.B.f", 200), "threads", 4));
            default -> reports.file("m.json", reports.result("org.x.B.f", 100),
                    Reports.with(reports.result("org.x.B.f", 200), "mode", "sample"));
        };
        assertThat(reports.diff("--by", by, report)).as(reports.err).isZero();
        assertThat(reports.out).contains(sentence);
    }

    private Map<String, Object> impl(String method, String impl, double score) {
        return Reports.withParam(reports.result("org.x.B." + method, score), "impl", impl);
    }

    private Diff diffOf(int count, String text) throws IOException {
        List<Map<String, Object>> old = new ArrayList<>();
        List<Map<String, Object>> changed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            old.add(Reports.withParam(reports.result("org.x.Bench.method" + i % 7, 100), "p", text + i));
            changed.add(Reports.withParam(reports.result("org.x.Bench.method" + i % 7, i % 2 == 0 ? 150 : 100), "p",
                    text + i));
        }
        return Diff.of(read("base.json", old), List.of(read("new.json", changed)), Judging.USUAL);
    }

    private JmhReport read(String name, List<Map<String, Object>> results) throws IOException {
        return SampleReports.read(List.of(Files.writeString(folder.resolve(name), JSON.std.asString(results))));
    }

    /** The last letters of the names in the table, from top to bottom. */
    private String rows() {
        return reports.out.lines().filter(line -> line.startsWith("Bench.")).map(line -> line.substring(6, 7))
                .collect(Collectors.joining());
    }
}
