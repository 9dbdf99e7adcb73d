package threadlab.demo;

import java.util.Locale;

/** A standalone SVG in the making: shapes are added in the order in which they are drawn. Not for several threads. */
public final class Svg {
    /** The width of a character of text, about: an SVG cannot ask the font. */
    public static final double CHARACTER = 7.2;

    /** How many colours {@link SvgStyle} has, as {@code kind0} and so on. */
    public static final int COLOURS = 4;

    private final StringBuilder shapes = new StringBuilder();

    /** Adds markup; numbers in it are formatted in the same way in any locale. Text in it must be escaped. */
    public void add(String form, Object... values) {
        shapes.append(format(form, values)).append('\n');
    }

    /** Any content is allowed. */
    public void text(String style, double x, double y, String content) {
        add("<text class='%s' x='%.1f' y='%.1f'>%s</text>", style, x, y, Xml.escape(content));
    }

    /** The whole document, on a page of its own. */
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
