package threadlab.bench.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comparison as one HTML file that needs no network: styles, scripts, the chart library and the data are inside.
 *
 * <p>Java only puts the parts together. What the page says is decided by the scripts beside {@code report.html},
 * which read the data from the page; so whoever has the file has the figures too.
 */
public final class ReportPage {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z.-]+)}}");
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

    /** The same for another page, whose template is beside {@code report.html}. */
    public static String render(String template, String dataJson) {
        // One pass over the template alone: a placeholder that appears inside a part stays text.
        String text = Resources.text(template);
        Matcher placeholder = PLACEHOLDER.matcher(text);
        var page = new StringBuilder();
        int done = 0;
        while (placeholder.find()) {
            page.append(text, done, placeholder.start()).append(part(placeholder.group(1), dataJson));
            done = placeholder.end();
        }
        return page.append(text, done, text.length()).toString();
    }

    private static String part(String name, String dataJson) {
        return switch (name) {
            case "data" -> safeInScript(dataJson);
            case "uplot.css" -> uplot("dist/uPlot.min.css");
            case "uplot.js" -> uplot("dist/uPlot.iife.min.js");
            case "uplot.licence" -> uplot("LICENSE");
            default -> Resources.text(name);
        };
    }

    /** JSON has {@code <} only inside strings, where the escape means the same; without it no tag can start or end. */
    private static String safeInScript(String json) {
        return json.replace("<", "\\u003c");
    }

    /** The version is part of the path in the jar; asking the jar keeps the number in one place, the root pom. */
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
