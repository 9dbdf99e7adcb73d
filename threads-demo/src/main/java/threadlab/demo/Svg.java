package threadlab.demo;

import java.util.Locale;

/** Builds a standalone SVG. Shapes are drawn in the order in which they are added. Not thread-safe. */
public final class Svg {
    /** The approximate width of a character of text, since an SVG cannot ask for that of its font. */
    public static final double CHARACTER = 7.2;

    /** The number of colours in {@link SvgStyle}: {@code kind0} and so on. */
    public static final int COLOURS = 4;

    private final StringBuilder shapes = new StringBuilder();

    /** Adds markup. Numbers in it look the same in any locale. Text in it must be escaped. */
    public void add(String form, Object... values) {
        shapes.append(format(form, values)).append('\n');
    }

    /** Adds a text, which may have any content. */
    public void text(String style, double x, double y, String content) {
        add("<text class='%s' x='%.1f' y='%.1f'>%s</text>", style, x, y, Xml.escape(content));
    }

    /** Returns the whole document. */
    public String document(String title, double width, double height) {
        String size = format("width='%.0f' height='%.0f' viewBox='0 0 %.0f %.0f'", width, height, width, height);
        return "<svg xmlns='http://www.w3.org/2000/svg' role='img' " + size + ">\n"
                + "<title>" + Xml.escape(title) + "</title>\n"
                + "<style>\n" + SvgStyle.CSS + "</style>\n"
                + "<rect class='page' width='100%' height='100%'/>\n"
                + shapes + "</svg>\n";
    }

    private static String format(String form, Object... values) {
        return String.format(Locale.ROOT, form, values);
    }
}
