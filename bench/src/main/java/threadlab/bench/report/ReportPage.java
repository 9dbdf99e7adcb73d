package threadlab.bench.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import threadlab.bench.page.Resources;
import threadlab.bench.page.Template;

/**
 * A page that draws its data in the browser: one HTML file with styles, scripts, the chart library and the data inside.
 *
 * <p>What the page says is decided by its scripts, which read the data from the page. So whoever has the file has the
 * data too.
 */
public final class ReportPage {
    private static final String UPLOT_PROPERTIES = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
    private static final String UPLOT_FILES = "/META-INF/resources/webjars/uplot/";

    private ReportPage() {
    }

    /**
     * @param dataJson a JSON object with what {@code Report} puts into it; every string in it counts as untrusted
     * @return the whole page
     */
    public static String render(String dataJson) {
        return render("report.html", dataJson);
    }

    /** Renders the page of another template. */
    public static String render(String template, String dataJson) {
        return Template.filled(template, Map.of("data", safeInScript(dataJson),
                "uplot.css", uplot("dist/uPlot.min.css"),
                "uplot.js", uplot("dist/uPlot.iife.min.js"),
                "uplot.licence", uplot("LICENSE")));
    }

    /** JSON has {@code <} only inside strings, where the escape means the same; without it no tag can start or end. */
    private static String safeInScript(String json) {
        return json.replace("<", "\\u003c");
    }

    /** The version is part of the path in the jar. The jar tells it, so that only the root POM has it. */
    private static String uplot(String file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Resources.text(UPLOT_PROPERTIES)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Resources.text(UPLOT_FILES + properties.getProperty("version") + "/" + file);
    }
}
