package threadlab.demo;

import java.util.List;
import java.util.Map;

/**
 * Draws spans as one standalone SVG: a title, a legend of the kinds, and panels one below the other, all to the same
 * scale. A panel has one lane a thread, a time axis, and marks across the lanes. It is light or dark as the reader's
 * screen is.
 *
 * <p>
 * Pure function: the same input gives the same text.
 */
public final class TimelineSvg {
    private static final double WIDTH = 900;
    private static final double MARGIN = 28;
    private static final double LANE_HEIGHT = 28;
    private static final double LANE_STEP = 36;
    private static final int MAX_STEPS = 12;

    private final Svg svg = new Svg();
    private final List<Panel> panels;
    private final List<String> kinds;
    private final Axis axis;
    private final double left; // where the lanes begin, beside the names
    private double y = MARGIN; // where the next shape is drawn

    /**
     * One timeline.
     *
     * @param title its heading
     * @param spans lanes and kinds come in the order in which the spans name them
     * @param marks may be empty
     */
    public record Panel(String title, List<Span> spans, List<Mark> marks) {
        /** Copies the lists. */
        public Panel {
            spans = List.copyOf(spans);
            marks = List.copyOf(marks);
        }

        private long lengthNanos() {
            long lastMark = marks.stream().mapToLong(Mark::atNanos).max().orElse(0);
            return Math.max(lastMark, Spans.lastEndNanos(spans));
        }
    }

    /**
     * A moment to point out, such as a total that was expected.
     *
     * @param atNanos nanoseconds since the origin of the timeline, not negative
     */
    public record Mark(String label, long atNanos) {
    }

    private TimelineSvg(List<Panel> panels) {
        List<Span> all = panels.stream().flatMap(panel -> panel.spans().stream()).toList();
        this.panels = panels;
        this.kinds = Spans.kinds(all);
        this.axis = Axis.of(panels.stream().mapToLong(Panel::lengthNanos).max().orElse(0), MAX_STEPS);
        this.left = MARGIN + 14 + all.stream().mapToInt(span -> span.lane().length()).max().orElse(0) * Svg.CHARACTER;
    }

    /** Returns the whole document. Titles, names and labels may be any text. */
    public static String draw(String title, List<Panel> panels) {
        return new TimelineSvg(List.copyOf(panels)).document(title);
    }

    private String document(String title) {
        y += 16;
        svg.text("title", MARGIN, y, title);
        legend();
        panels.forEach(this::panel);
        y += MARGIN;
        return svg.document(title, WIDTH, y);
    }

    private void legend() {
        if (kinds.size() < 2) {
            return;
        }
        y += 28;
        double x = MARGIN;
        for (String kind : kinds) {
            svg.add("<rect class='%s' x='%.1f' y='%.1f' width='12' height='12' rx='2'/>", colour(kind), x, y - 10.5);
            svg.text("name", x + 18, y, kind);
            x += 18 + kind.length() * Svg.CHARACTER + 24;
        }
    }

    private void panel(Panel panel) {
        Map<String, List<Span>> lanes = Spans.byLane(panel.spans());
        y += 46;
        svg.text("heading", MARGIN, y, panel.title());
        y += 28; // the labels of the marks stand in between
        double top = y;
        double bottom = top + lanes.size() * LANE_STEP;
        grid(top, bottom);
        lanes.forEach(this::lane);
        panel.marks().forEach(mark -> mark(mark, top, bottom));
        y = bottom + 22;
    }

    private void grid(double top, double bottom) {
        svg.add("<path class='axis' d='M%.1f %.1fH%.1f'/>", left, bottom, WIDTH - MARGIN);
        axis.ticks().forEach(tick -> {
            svg.add("<path class='grid' d='M%.1f %.1fV%.1f'/>", x(tick), top, bottom + 5);
            svg.add("<text class='tick' x='%.1f' y='%.1f'>%s %s</text>",
                    x(tick), bottom + 20, axis.text(tick), axis.unit());
        });
    }

    private void lane(String name, List<Span> spans) {
        y += 20;
        svg.text("name", MARGIN, y, name);
        y -= 20;
        spans.forEach(this::bar);
        y += LANE_STEP;
    }

    private void bar(Span span) {
        double from = x(span.startNanos());
        double width = Math.max(1, x(span.endNanos()) - from - 1); // the gap parts a span from the next
        String hint = "%s %s: %s to %s".formatted(span.kind(), span.label(),
                Times.text(span.startNanos()), Times.text(span.endNanos()));
        svg.add("<g><title>%s</title><rect class='%s' x='%.1f' y='%.1f' width='%.1f' height='%.0f' rx='3'/>",
                Xml.escape(hint), colour(span.kind()), from, y, width, LANE_HEIGHT);
        svg.add("<path class='start' d='M%.1f %.1fV%.1f'/></g>", from, y - 3, y + LANE_HEIGHT + 3);
        if (span.label().length() * Svg.CHARACTER + 10 < width) {
            svg.add("<text class='label' x='%.1f' y='%.1f'>%s</text>", from + 7, y + 18.5, Xml.escape(span.label()));
        }
    }

    private void mark(Mark mark, double top, double bottom) {
        double x = x(mark.atNanos());
        String side = x > WIDTH / 2 ? "end" : "start"; // towards the middle, where there is room
        svg.add("<path class='halo' d='M%.1f %.1fV%.1f'/>", x, top - 8, bottom); // or a bar would hide the mark
        svg.add("<path class='mark' d='M%.1f %.1fV%.1f'/>", x, top - 8, bottom + 5);
        svg.add("<text class='note' x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x, top - 12, side,
                Xml.escape(mark.label()));
    }

    private String colour(String kind) {
        return "kind" + kinds.indexOf(kind) % Svg.COLOURS;
    }

    private double x(long nanos) {
        return left + (WIDTH - MARGIN - left) * nanos / axis.lengthNanos();
    }
}
