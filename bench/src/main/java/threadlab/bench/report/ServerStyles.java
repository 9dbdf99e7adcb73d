package threadlab.bench.report;

import static threadlab.bench.page.Element.el;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import threadlab.bench.page.Element;
import threadlab.bench.verdict.Plan;

/** The style of each server: a colour, a dash and a shape, so that no two are told apart by the colour alone. */
final class ServerStyles {
    /** SVG paths around (0, 0). */
    private static final List<String> SHAPES = List.of(
            "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
            "M-4.2 -4.2h8.4v8.4h-8.4z",
            "M0 -5.4L5 3.8H-5z",
            "M0 -5.8L5.8 0L0 5.8L-5.8 0z",
            "M0 5.4L5 -3.8H-5z",
            "M-1.8 -5.2h3.6v3.4h3.4v3.6h-3.4v3.4h-3.6v-3.4h-3.4v-3.6h3.4z",
            "M-5 -2.4L-2.4 -5L0 -2.6L2.4 -5L5 -2.4L2.6 0L5 2.4L2.4 5L0 2.6L-2.4 5L-5 2.4L-2.6 0z",
            "M-2.6 -4.8h5.2L5.4 0L2.6 4.8h-5.2L-5.4 0z");
    private static final int COLOURS = 10;
    private static final List<List<Integer>> DASHES = List.of(List.of(), List.of(), List.of(), List.of(),
            List.of(7, 4), List.of(2, 3), List.of(10, 3, 2, 3), List.of(12, 4));

    /** They look the same in every report, whoever else takes part. */
    private static final List<String> KNOWN = List.of("platform", "virtual", "virtual-tuned", "event-loop", "netty-nio",
            "netty-epoll", "netty-io_uring");

    /** The control is the baseline once more: its shape, but grey and dashed, because it only shows the noise. */
    private static final Style CONTROL = new Style(SHAPES.getFirst(), List.of(3, 3), "c-control");

    private final Map<String, Style> styles = new LinkedHashMap<>();

    /**
     * A style, as the page's scripts read it too.
     *
     * @param shape an SVG path
     * @param colour a class, and a variable, of the style sheet
     */
    record Style(String shape, List<Integer> dash, String colour) {
        /** Returns the lengths of dashes and gaps, as SVG has them. */
        String dashes() {
            return dash.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }

        /** Shapes and colours come again, but not together. */
        private static Style of(int number) {
            int shifted = number + number / SHAPES.size();
            return new Style(SHAPES.get(shifted % SHAPES.size()), DASHES.get(shifted % DASHES.size()),
                    "c" + number % COLOURS);
        }
    }

    /** An unknown candidate has the first free style. Those of known candidates that are absent come last. */
    ServerStyles(Plan plan) {
        List<String> candidates = plan.candidates();
        List<Integer> free = IntStream.concat(IntStream.of(SHAPES.size() - 1), IntStream.concat(
                IntStream.range(0, KNOWN.size()).filter(i -> !candidates.contains(KNOWN.get(i))),
                IntStream.range(SHAPES.size(), SHAPES.size() + candidates.size()))).boxed().toList();
        Map<String, Integer> numbers = new HashMap<>();
        KNOWN.forEach(name -> numbers.put(name, KNOWN.indexOf(name)));
        int others = 0;
        for (String candidate : candidates) {
            styles.put(candidate, Style.of(numbers.containsKey(candidate)
                    ? numbers.getOrDefault(candidate, 0)
                    : free.get(others++)));
        }
        styles.put(plan.control(), CONTROL);
    }

    /** Returns the style of a server. */
    Style of(String server) {
        return styles.getOrDefault(server, CONTROL);
    }

    /** Returns all of them, by the name of the server. */
    Map<String, Style> all() {
        return styles;
    }

    /** Returns the mark of a server and its name. */
    List<Element> markedName(String server) {
        Style style = of(server);
        Element mark = el("svg.mark." + style.colour,
                el("path").with("d", "M-15 0H15").with("stroke", "currentColor").with("stroke-width", 2)
                        .with("stroke-dasharray", style.dashes()),
                el("path").with("d", style.shape).with("fill", "currentColor"))
                .with("viewBox", "-15 -7 30 14").with("aria-hidden", true);
        return List.of(mark, el("span", server));
    }
}
