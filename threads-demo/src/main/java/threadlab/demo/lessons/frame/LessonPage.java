package threadlab.demo.lessons.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import threadlab.demo.Xml;
import threadlab.support.EnumNames;

/** Writes lessons and their outcomes as one HTML file, which loads no other file. */
public final class LessonPage {
    private LessonPage() {
    }

    /** A lesson that was run, with its outcome. */
    public record Told(Lesson<?> lesson, Outcome outcome) {
    }

    /** Returns the whole page. */
    public static String render(String machine, List<Told> lessons) {
        return resource("lessons.html").formatted(resource("lessons.css"), Xml.escape(machine),
                contents(lessons),
                lessons.stream().map(LessonPage::section).collect(Collectors.joining()));
    }

    /** Returns a list for each part. Its title stands over it if there are several. */
    private static String contents(List<Told> lessons) {
        Map<Part, String> entries = lessons.stream().collect(Collectors.groupingBy(
                told -> told.lesson().heading().part(), TreeMap::new,
                Collectors.mapping(LessonPage::entry, Collectors.joining())));
        return entries.entrySet().stream()
                .map(part -> (entries.size() == 1 ? "" : "<h3>" + part.getKey().title() + "</h3>\n")
                        + "<ol>\n" + part.getValue() + "</ol>\n")
                .collect(Collectors.joining());
    }

    private static String entry(Told told) {
        Heading heading = told.lesson().heading();
        return "<li><span class='number'>%s</span><a href='#%s'>%s</a>%s</li>\n".formatted(heading.number(),
                heading.name(), Xml.escape(heading.title()),
                badge(told.outcome().verdict()));
    }

    private static String section(Told told) {
        Lesson<?> lesson = told.lesson();
        Outcome outcome = told.outcome();
        Part named = lesson.heading().part();
        return "<section id='" + lesson.heading().name() + "'>\n"
                + "<h2><span class='number'>" + lesson.heading().number() + "</span>"
                + Xml.escape(lesson.heading().title()) + "</h2>\n"
                + part("claim", named.claim(), lesson.claim())
                + part("expected", named.expectation(), lesson.expectation())
                + exhibits(outcome)
                + "<div class='outcome " + style(outcome.verdict()) + "'>\n" + badge(outcome.verdict())
                + paragraphs(outcome.because()) + "</div>\n"
                + part("next", named.next(), lesson.next())
                + "</section>\n";
    }

    private static String exhibits(Outcome outcome) {
        String all = outcome.exhibits().stream().map(Exhibit::html).collect(Collectors.joining());
        return all.isEmpty() ? "" : "<div class='exhibits'>\n<h3>What this machine shows</h3>\n" + all + "</div>\n";
    }

    private static String part(String style, String label, String text) {
        return "<div class='" + style + "'>\n<h3>" + label + "</h3>\n" + paragraphs(text) + "</div>\n";
    }

    private static String badge(Verdict verdict) {
        return "<span class='badge " + style(verdict) + "'>" + verdict + "</span>";
    }

    private static String style(Verdict verdict) {
        return EnumNames.of(verdict);
    }

    private static String paragraphs(String text) {
        return Words.paragraphs(text).stream().map(paragraph -> "<p>" + Xml.escape(paragraph) + "</p>\n")
                .collect(Collectors.joining());
    }

    private static String resource(String name) {
        try (InputStream in = LessonPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
