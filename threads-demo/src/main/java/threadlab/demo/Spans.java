package threadlab.demo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Groups spans for a picture. Lanes and kinds keep the order in which the spans name them. */
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
