package threadlab.bench.page;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the placeholders of a page, such as <code>{{page.css}}</code>. */
public final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z.-]+)}}");

    private Template() {
    }

    /**
     * Returns the template of this name with a text for each placeholder: a part, or else the file of the placeholder's
     * name. It makes one pass over the template alone, so a placeholder inside a part stays text.
     */
    public static String filled(String template, Map<String, String> parts) {
        return PLACEHOLDER.matcher(Resources.text(template)).replaceAll(found -> {
            String part = parts.get(found.group(1));
            return Matcher.quoteReplacement(part != null ? part : Resources.text(found.group(1)));
        });
    }
}
