package threadlab.demo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What both pictures ask of a collection of spans. First come, first drawn: the order given is kept. */
final class Spans {
    private Spans() {
    }

    static Map<String, List<Span>> byLane(Collection<Span> spans) {
        return spans.stream().collect(Collectors.groupingBy(Span::lane, LinkedHashMap::new, Collectors.toList()));
    }

    static List<String> kinds(Collection<Span> spans) {
        return spans.stream().map(Span::kind).distinct().toList();
    }

    static long lastEndNanos(Collection<Span> spans) {
        return spans.stream().mapToLong(Span::endNanos).max().orElse(0);
    }
}
