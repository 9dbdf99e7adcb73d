package threadlab.demo.lessons.frame;

import java.util.List;
import java.util.stream.Stream;
import threadlab.demo.Span;
import threadlab.demo.Timeline;
import threadlab.demo.TimelineSvg;
import threadlab.demo.TimelineSvg.Panel;

/** Which thread did what, and when: a timeline for each panel, all to one scale. */
public record Lanes(String title, List<Panel> panels) implements Exhibit {
    private static final int COLUMNS = 60;

    /** Copies the list. */
    public Lanes {
        panels = List.copyOf(panels);
    }

    @Override
    public List<String> lines() {
        long lengthNanos = panels.stream().flatMap(panel -> panel.spans().stream()).mapToLong(Span::endNanos).max()
                .orElse(0);
        return panels.stream().flatMap(panel -> Stream.concat(Stream.of(panel.title()),
                Timeline.draw(panel.spans(), lengthNanos, COLUMNS).stream())).toList();
    }

    @Override
    public String html() {
        return "<figure>" + TimelineSvg.draw(title, panels) + "</figure>\n";
    }
}
