package threadlab.demo.lessons.frame;

import java.util.List;
import java.util.stream.Stream;
import threadlab.demo.Svg;

/** Numbers as bars that begin at zero, all to one scale. */
public record Bars(String title, List<Bar> bars) implements Exhibit {
    private static final int COLUMNS = 32;
    private static final double WIDTH = 900;
    private static final double MARGIN = 28;
    private static final double STEP = 36;

    /**
     * A number with a name.
     *
     * @param value not negative
     * @param text the value as people read it
     */
    public record Bar(String name, double value, String text) {
    }

    /** Copies the list. */
    public Bars {
        bars = List.copyOf(bars);
    }

    public Bars(String title) {
        this(title, List.of());
    }

    /** Returns these bars and one more. */
    public Bars bar(String name, double value, String text) {
        return new Bars(title, Stream.concat(bars.stream(), Stream.of(new Bar(name, value, text))).toList());
    }

    @Override
    public List<String> lines() {
        int names = longestName();
        return Stream.concat(Stream.of(title), bars.stream().map(bar -> (bar.name() + " ".repeat(
                names + 2 - bar.name().length()) + "|" + "#".repeat((int) length(bar, COLUMNS)) + " " + bar.text())))
                .toList();
    }

    @Override
    public String html() {
        return "<figure>" + svg() + "</figure>\n";
    }

    /** Returns the bars as a standalone SVG. */
    public String svg() {
        Svg svg = new Svg();
        double left = MARGIN + 14 + longestName() * Svg.CHARACTER;
        double longest = WIDTH - left - MARGIN - 10 - longestText() * Svg.CHARACTER;
        double y = MARGIN + 16;
        svg.text("heading", MARGIN, y, title);
        y += 20;
        for (Bar bar : bars) {
            double width = Math.max(1, length(bar, longest));
            svg.text("name", MARGIN, y + 18.5, bar.name());
            svg.add("<rect class='kind0' x='%.1f' y='%.1f' width='%.1f' height='26' rx='3'/>", left, y, width);
            svg.text("value", left + width + 8, y + 18.5, bar.text());
            y += STEP;
        }
        return svg.document(title, WIDTH, y + MARGIN - 10);
    }

    private double length(Bar bar, double longest) {
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(0);
        return most == 0 ? 0 : bar.value() / most * longest;
    }

    private int longestName() {
        return bars.stream().mapToInt(bar -> bar.name().length()).max().orElse(0);
    }

    private int longestText() {
        return bars.stream().mapToInt(bar -> bar.text().length()).max().orElse(0);
    }
}
