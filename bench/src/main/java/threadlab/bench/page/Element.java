package threadlab.bench.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An element of HTML or SVG. Strings in it are text and never become markup. */
public final class Element {
    private final String tag;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> content = new ArrayList<>();

    private Element(String tag) {
        this.tag = tag;
    }

    /**
     * Returns a new element, for example {@code el("p.note", "text")}.
     *
     * @param kind a tag, and classes after dots
     * @param content elements, texts, and lists of both; null is left out
     */
    public static Element el(String kind, Object... content) {
        String[] names = kind.split("\\.");
        var element = new Element(names[0]);
        element.add(Arrays.asList(content));
        return names.length == 1
                ? element
                : element.with("class", String.join(" ", Arrays.asList(names).subList(1, names.length)));
    }

    /** Sets an attribute and returns this element. A number with decimals, such as a coordinate, keeps one of them. */
    public Element with(String attribute, Object value) {
        attributes.put(attribute,
                value instanceof Double number ? String.format(Locale.ROOT, "%.1f", number) : value.toString());
        return this;
    }

    /** Adds an element, a text, or a list of both; null is left out. */
    void add(Object part) {
        if (part instanceof List<?> parts) {
            parts.forEach(this::add);
        } else if (part != null) {
            content.add(part);
        }
    }

    @Override
    public String toString() {
        var text = new StringBuilder("<").append(tag);
        attributes.forEach(
                (name, value) -> text.append(' ').append(name).append("=\"").append(escaped(value)).append('"'));
        text.append('>');
        content.forEach(part -> text.append(part instanceof Element ? part : escaped(part.toString())));
        return text.append("</").append(tag).append('>').toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
