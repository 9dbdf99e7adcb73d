package threadlab.bench.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadlab.bench.diff.Reports;
import tools.jackson.jr.ob.JSON;

class JmhTrendMainTest {
    private static final int DAYS = 20;

    @TempDir
    private Path folder;
    private Histories histories;

    @BeforeEach
    void make() {
        histories = new Histories(folder);
    }

    /** One becomes slower, one faster and later slower, and one stays. */
    private String[] changing() throws IOException {
        return histories.days(DAYS, day -> List.of(histories.stepping("still", day, DAYS, 100, 100),
                histories.stepping("up", day, 12, 100, 110),
                histories.result("both", day < 6 ? 100 : day < 16 ? 50 : 60)));
    }

    @Test
    void whatHasChangedIsToldNewestFirst() throws IOException {
        assertThat(histories.trend(changing())).as(histories.err).isZero();
        assertThat(histories.out).startsWith("3 changes in 2 of 3 benchmarks over 20 reports.\n"
                + "The newest is at " + Histories.label(16) + ": 1 slower.\n");
        assertThat(histories.out.lines().filter(line -> line.startsWith("2026-01-") && !line.contains(" to ")))
                .containsExactly(Histories.label(16), Histories.label(12), Histories.label(6));
        assertThat(histories.out).containsPattern("(?m)^ {2}Bench\\.both +slower +1\\.2\\d \\(.*\\) +\\d.* ns/op$")
                .containsPattern("(?m)^ {2}Bench\\.up +slower +1\\.10 \\(.*\\)")
                .containsPattern("(?m)^ {2}Bench\\.both +faster +0\\.50")
                .containsPattern("(?m)^Bench\\.still +\\S+ +\\d+(\\.\\d)? ns/op +no change shown$")
                .containsPattern("(?m)^Bench\\.both +\\S+ +\\S+ ns/op +slower, 2 changes$");
        assertThat(histories.err).isEmpty();
    }

    @Test
    void ratesThatFallAreSlower() throws IOException {
        assertThat(histories.trend(histories.days(DAYS,
                day -> List.of(Reports.withUnit(histories.stepping("rate", day, 10, 100, 80), "thrpt", "ops/us")))))
                .isZero();
        assertThat(histories.out).containsPattern("(?m)^ {2}Bench\\.rate +slower +0\\.80");
    }

    @Test
    void thePageAndTheDataSayTheSame() throws IOException {
        Path page = folder.resolve("page.html");
        Path data = folder.resolve("data.json");
        assertThat(histories.trend(Histories.with(changing(), "--html", page.toString(), "--json", data.toString())))
                .as(histories.err).isZero();
        Map<String, Object> json = JSON.std.mapFrom(Files.readString(data));
        assertThat(json).containsEntry("schema", TrendJson.SCHEMA).containsEntry("confidence", 0.99)
                .containsEntry("order", "DATES");
        assertThat((List<?>) json.get("reports")).hasSize(DAYS);
        Map<?, ?> both = (Map<?, ?>) ((List<?>) json.get("benchmarks")).get(2);
        assertThat(both.get("state")).isEqualTo("CHANGED");
        assertThat((List<?>) both.get("points")).hasSize(DAYS);
        assertThat((List<?>) both.get("changes")).extracting(change -> ((Map<?, ?>) change).get("report"))
                .hasToString("[6, 16]");
        assertThat((List<?>) both.get("changes")).extracting(change -> ((Map<?, ?>) change).get("change"))
                .hasToString("[FASTER, SLOWER]");
        String sentence = ((List<?>) ((Map<?, ?>) json.get("summary")).get("findings")).getFirst().toString();
        assertThat(histories.out).startsWith(sentence);
        assertThat(page).content().contains(sentence).doesNotContain("<script")
                .satisfies(text -> assertThat(text.split("<svg class=\"curve\"")).hasSize(1 + 3))
                .satisfies(text -> assertThat(text.split("<path class=\"step ")).hasSize(1 + 3));
    }

    @Test
    void aFolderIsReadAndWhatIsNoReportThereIsNoted() throws IOException {
        changing();
        Files.writeString(folder.resolve("other.json"), "{}");
        Files.copy(folder.resolve(Histories.name(3)), folder.resolve("copy-2026-01-09.json"));
        assertThat(histories.trend(folder.toString())).as(histories.err).isZero();
        assertThat(histories.out).contains("over 20 reports", "Left out: ", "other.json is no JMH report",
                "are the same report");
    }

    /** As {@code ./lab jmh} leaves them: each run in a folder, beside what describes the machine. */
    @Test
    void foldersOfRunsAreReportsAndTheirNotesAreFew() throws IOException {
        String[] files = changing();
        Path runs = Files.createDirectory(folder.resolve("runs"));
        for (String file : files) {
            Path run = Files.createDirectory(runs.resolve(Path.of(file).getFileName().toString().replace(".json", "")));
            Files.move(Path.of(file), run.resolve("jmh-result.json"));
            Files.writeString(run.resolve("jmh-environment.json"), "{}");
            Files.writeString(run.resolve("other.json"), "{}");
        }
        assertThat(histories.trend(runs.toString())).as(histories.err).isZero();
        assertThat(histories.out.replaceAll("\\s+", " ")).startsWith("3 changes in 2 of 3 benchmarks over 20 reports.")
                .contains(Histories.label(16), "in the order of the dates", "And 15 more notes")
                .satisfies(text -> assertThat(text.split("other.json is left out", -1)).hasSize(1 + 5))
                .doesNotContain("jmh-environment");
    }

    @Test
    void aBenchmarkIsFollowedThoughItsPackageAndItsUnitChange() throws IOException {
        String[] files = histories.days(DAYS, day -> List.of(day < 8
                ? histories.stepping("a", day, 12, 100, 150)
                : Reports.withUnit(Reports.with(histories.stepping("a", day, 12, 0.1, 0.15), "benchmark",
                        "org.y.Bench.a"), "avgt", "us/op")));
        assertThat(histories.trend(files)).as(histories.err).isZero();
        assertThat(histories.out).startsWith("1 change in 1 of 1 benchmark over 20 reports.")
                .contains(Histories.label(12), "although the package differs", "converted from us/op");
    }

    @Test
    void benchmarksThatComeAndGoAndOtherSettingsAreNoted() throws IOException {
        String[] files = histories.days(DAYS, day -> {
            List<Map<String, Object>> results = new ArrayList<>(List.of(histories.result("always", 100)));
            results.add(day < 5 ? histories.result("gone", 100) : histories.result("fresh", 100));
            results.forEach(result -> result.put("jdkVersion", day < 9 ? "21" : "25"));
            return results;
        });
        assertThat(histories.trend(files)).as(histories.err).isZero();
        assertThat(histories.out.replaceAll("\\s+", " ")).contains(
                "1 not in the last report: Bench.gone (last in " + Histories.label(4) + ").",
                "1 not in the first report: Bench.fresh (first in " + Histories.label(5) + ").",
                "The settings differ from " + Histories.label(9) + " on: JDK 25 in place of JDK 21.",
                "1 of 3 benchmarks in too few reports: with fewer than 12 ");
    }

    @Test
    void whereAlmostAllChangeAtOnceTheMachineIsSuspected() throws IOException {
        String[] files = histories.days(DAYS, day -> {
            List<Map<String, Object>> results = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                results.add(histories.stepping("b" + i, day, i < 9 ? 10 : DAYS, 100, 120));
            }
            return results;
        });
        assertThat(histories.trend(files)).isZero();
        assertThat(histories.out.replaceAll("\\s+", " ")).contains("At " + Histories.label(10)
                + " most benchmarks become slower, and none the other way: look at the machine first.");
    }

    @Test
    void aFilterLeavesWhatItFinds() throws IOException {
        assertThat(histories.trend(Histories.with(changing(), "--filter", "Bench\\.up"))).isZero();
        assertThat(histories.out).startsWith("1 change in 1 of 1 benchmark");
        assertThat(histories.trend(Histories.with(changing(), "--filter", "none"))).isEqualTo(2);
        assertThat(histories.err).startsWith("error: no benchmark ");
    }

    @Test
    void labelsTakeThePlaceOfNamesAndKeepTheOrderGiven() throws IOException {
        String[] files = histories.days(4, day -> List.of(histories.result("a", 100)));
        assertThat(histories.trend(Histories.with(files, "--label", "d,c,b,a"))).isZero();
        assertThat(histories.out).contains("d to a, in the order given");
    }

    @Test
    void reportsInWhichNothingChangesSaySo() throws IOException {
        assertThat(histories.trend(histories.days(DAYS, day -> List.of(histories.result("a", 100))))).isZero();
        assertThat(histories.out).startsWith("No change is shown in 1 benchmark over 20 reports.");
    }

    @Test
    void whatCannotBeDoneIsRefusedInALine() throws IOException {
        String[] three = histories.days(3, day -> List.of(histories.result("a", 100)));
        assertRefused("there are 3 reports: name 4 or more, or a folder with them; jmh-diff compares two", three);
        assertRefused("there are 0 reports: name 4 or more, or a folder with them; jmh-diff compares two",
                Files.createDirectory(folder.resolve("empty")).toString());
        assertRefused("Missing required parameter: 'REPORT[,REPORT...]'");
        String missing = folder.resolve("none.json").toString();
        assertRefused(missing + " is no JMH report: there is no such file", Histories.with(three, missing));
        String[] four = histories.days(4, day -> List.of(histories.result("a", 100)));
        assertRefused("confidence is 10%, allowed: 50% to 99.99%", Histories.with(four, "--confidence", "10%"));
        assertRefused(four[0] + " is a report that is compared; write to another file",
                Histories.with(four, "--json", four[0]));
        assertRefused("no benchmark with a positive score is in these reports, or the filter leaves none",
                histories.days(4, day -> List.of(histories.result("a", -100 - day))));
    }

    @Test
    void whatCannotBeWrittenIsSaidAndTheTextIsPrintedAllTheSame() throws IOException {
        String[] files = histories.days(4, day -> List.of(histories.result("a", 100)));
        assertThat(histories.trend(Histories.with(files, "--html", folder.resolve("no/page.html").toString())))
                .isEqualTo(1);
        assertThat(histories.err).startsWith("error: cannot write ");
        assertThat(histories.out).contains("Bench.a");
    }

    private void assertRefused(String line, String... arguments) {
        assertThat(histories.trend(arguments)).isEqualTo(2);
        assertThat(histories.err.lines()).containsExactly("error: " + line, "Try './lab jmh-trend --help'.");
    }
}
