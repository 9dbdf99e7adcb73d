package threadlab.demo;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws spans as lines of ASCII text, to scale: one lane a thread, a time axis below, and a legend if there are several
 * kinds of span. Each span begins with {@code |} and its label. A span is at least one column wide; where spans of one
 * lane overlap, the later one in the list is seen.
 *
 * <p>
 * Pure function: the same spans give the same lines.
 */
public final class Timeline {
    // Short names get the same width, so that timelines drawn one below the other line up.
    private static final int MIN_NAME_COLUMNS = 4;
    private static final int COLUMNS_PER_TICK = 6;
    private static final String FILLS = "-=~.";

    private final Map<String, List<Span>> lanes;
    private final List<String> kinds;
    private final Axis axis;
    private final int columns;
    private final int nameColumns;

    private Timeline(Collection<Span> spans, long lengthNanos, int columns) {
        this.lanes = Spans.byLane(spans);
        this.kinds = Spans.kinds(spans);
        this.axis = Axis.of(Math.max(lengthNanos, Spans.lastEndNanos(spans)), Math.max(1, columns / COLUMNS_PER_TICK));
        this.columns = columns;
        this.nameColumns = lanes.keySet().stream().mapToInt(String::length).reduce(MIN_NAME_COLUMNS, Math::max);
    }

    /**
     * Returns the lines of the picture. Lanes and kinds come in the order in which the spans name them.
     *
     * @param lengthNanos how far the axis reaches; it reaches farther if a span does
     * @param columns the width of the axis, without the names of the threads
     * @throws IllegalArgumentException if there is no column
     */
    public static List<String> draw(Collection<Span> spans, long lengthNanos, int columns) {
        if (columns < 1) {
            throw new IllegalArgumentException("columns: " + columns);
        }
        return new Timeline(spans, lengthNanos, columns).lines();
    }

    private List<String> lines() {
        Stream<String> drawn = lanes.entrySet().stream().map(lane -> row(lane.getKey(), bars(lane.getValue())));
        Stream<String> legend = kinds.size() > 1 ? Stream.of(row("", legend())) : Stream.empty();
        return Stream.of(drawn, Stream.of(row(axis.unit(), ticks())), legend).flatMap(lines -> lines).toList();
    }

    private String row(String name, String content) {
        return (name + " ".repeat(nameColumns + 1 - name.length()) + content).stripTrailing();
    }

    private String bars(List<Span> spans) {
        StringBuilder lane = new StringBuilder(" ".repeat(columns));
        for (Span span : spans) {
            int from = Math.min(column(span.startNanos()), columns - 1);
            int to = Math.max(column(span.endNanos()), from + 1);
            lane.replace(from, to, bar(span, to - from));
        }
        return lane.toString();
    }

    private String bar(Span span, int width) {
        return ("|" + span.label() + fill(span.kind()).repeat(width)).substring(0, width);
    }

    private String ticks() {
        StringBuilder scale = new StringBuilder();
        axis.ticks().forEach(tick -> {
            scale.repeat(' ', column(tick) - scale.length());
            scale.append(axis.text(tick));
        });
        return scale.toString();
    }

    private String legend() {
        return IntStream.range(0, kinds.size())
                .mapToObj(i -> fill(kinds.get(i)).repeat(2) + " " + kinds.get(i))
                .collect(Collectors.joining("   "));
    }

    private String fill(String kind) {
        return String.valueOf(FILLS.charAt(kinds.indexOf(kind) % FILLS.length()));
    }

    private int column(long nanos) {
        return (int) (nanos * columns / axis.lengthNanos());
    }
}
