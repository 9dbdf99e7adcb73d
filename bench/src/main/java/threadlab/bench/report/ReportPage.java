package threadlab.bench.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import threadlab.bench.page.Resources;
import threadlab.bench.page.Template;

/**
 * A page that draws its data in the browser: one HTML file with styles, scripts, the chart library and the data inside.
 *
 * <p>Its scripts read the data from the page. So whoever has the file has the data too.
 */
public final class ReportPage {
    private static final String UPLOT_PROPERTIES = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
    private static final String UPLOT_FILES = "/META-INF/resources/webjars/uplot/";

    private ReportPage() {
    }

    /**
     * Renders the page of a template.
     *
     * @param dataJson a JSON object, in which every string counts as untrusted
     */
    public static String render(String template, String dataJson) {
        return render(template, dataJson, Map.of());
    }

    /** @param parts markup for further placeholders of the template */
    static String render(String template, String dataJson, Map<String, String> parts) {
        Map<String, String> all = new HashMap<>(parts);
        all.put("data", safeInScript(dataJson));
        all.put("uplot.css", uplot("dist/uPlot.min.css"));
        all.put("uplot.js", uplot("dist/uPlot.iife.min.js"));
        all.put("uplot.licence", uplot("LICENSE"));
        return Template.filled(template, all);
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
