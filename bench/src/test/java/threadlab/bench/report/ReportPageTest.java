package threadlab.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.jr.ob.JSON;

class ReportPageTest {
    private static final String DATA_START = "<script type=\"application/json\" id=\"data\">";
    private static final String SCRIPT_END = "</script>";

    private final String page = rendered(data("virtual", "no echo"));

    @Test
    void allowsNoSourceButThePageItself() {
        assertThat(page).contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                + "script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:\">");
    }

    @Test
    void theRuleComesBeforeAnythingThatItRules() {
        assertThat(page.indexOf("Content-Security-Policy"))
                .isLessThan(page.indexOf("<script"))
                .isLessThan(page.indexOf("<style"))
                .isLessThan(page.indexOf("<link"));
    }

    @Test
    void refersToNothingOutside() {
        assertThat(page)
                .doesNotContainPattern("(?i)\\b(src|href|srcset|action)\\s*=\\s*[\"']?\\s*(https?:|//)")
                .doesNotContainPattern("(?i)url\\(\\s*[\"']?\\s*(https?:|//)")
                .doesNotContainIgnoringCase("@import");
    }

    @Test
    void everyPlaceholderIsFilled() {
        assertThat(page).doesNotContainPattern("\\{\\{[a-z.-]+}}");
    }

    @Test
    void carriesTheChartLibraryWithItsLicence() {
        assertThat(page).contains("var uPlot=", ".u-cursor-x", "MIT License");
    }

    @Test
    void theDataComesBackAsItWentIn() {
        String data = data("a < b & \"c\" {{report.js}} $1 \\ µ \u2028 \uD83E\uDDF5", "line 1\nline 2 <!-- -->");

        assertThat(JSON.std.mapFrom(dataIn(rendered(data)))).isEqualTo(JSON.std.mapFrom(data));
    }

    @Test
    void aScriptEndInANameEndsNoScript() {
        String hostile = rendered(data("</script><b>", "no echo"));

        assertThat(tags(hostile)).isEqualTo(tags(page));
        assertThat(dataIn(hostile)).doesNotContain("<").contains("\\u003c/script>\\u003cb>");
    }

    @Test
    void markupInAReasonStaysInsideTheData() {
        String hostile = rendered(data("virtual", "<!--<script></SCRIPT ><img src=x onerror=alert(1)>"));

        assertThat(tags(hostile)).isEqualTo(tags(page));
        assertThat(dataIn(hostile)).doesNotContain("<");
    }

    @Test
    void aPlaceholderInTheDataStaysText() {
        assertThat(dataIn(rendered(data("{{uplot.css}}", "no echo")))).contains("{{uplot.css}}");
    }

    private static String rendered(String data) {
        return ReportPage.render("report.html", data, Map.of("title", "", "answer", ""));
    }

    /** Only what a browser would see as data: from the opening tag to the first end tag after it. */
    private static String dataIn(String page) {
        int start = page.indexOf(DATA_START) + DATA_START.length();
        return page.substring(start, page.indexOf(SCRIPT_END, start));
    }

    /** What an HTML parser would take for a script, a comment or one of the hostile tags. */
    private static List<String> tags(String page) {
        return Pattern.compile("(?i)</?script\\b|<!--|<img\\b|<b>").matcher(page).results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static String data(String candidate, String reason) {
        return JSON.std.asString(Map.of(
                "findings", Map.of("headline", List.of(candidate + " took part."), "details", List.of(reason)),
                "run", Map.of(
                        "schema", "threadlab-compare/4",
                        "plan", Map.of("candidates", List.of("platform", candidate),
                                "loadPoints", List.of(Map.of("sessions", 10))),
                        "trials", List.of(Map.of("result", Map.of("outcome", "FAILED", "reason", reason)))),
                "summaries", List.of()));
    }
}
