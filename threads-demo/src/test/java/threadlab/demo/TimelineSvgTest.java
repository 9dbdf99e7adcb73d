package threadlab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import threadlab.demo.TimelineSvg.Mark;
import threadlab.demo.TimelineSvg.Panel;

class TimelineSvgTest {
    private static final String HOSTILE = "<a href=\"x\">&amp;'\u0000\uD800\uFFFE</a>";
    private static final String HARMLESS = "<a href=\"x\">&amp;'\uFFFD\uFFFD\uFFFD</a>";

    @Test
    void anyTextMakesWellFormedXml() throws Exception {
        Panel panel = new Panel(HOSTILE,
                List.of(new Span(HOSTILE, HOSTILE, HOSTILE, 0, 100), new Span("t1", "k", "x", 0, 9)),
                List.of(new Mark(HOSTILE, 50)));

        Document svg = parse(TimelineSvg.draw(HOSTILE, List.of(panel)));

        assertThat(texts(svg, "/svg/title")).containsExactly(HARMLESS);
        for (String place : List.of("title", "heading", "name", "label", "note")) {
            assertThat(texts(svg, "//text[@class='" + place + "']")).as(place).contains(HARMLESS);
        }
    }

    @Test
    void panelsShareOneScale() throws Exception {
        Document svg = parse(TimelineSvg.draw("t", List.of(
                new Panel("long", List.of(span("main", "a", 0, 1100)), List.of()),
                new Panel("short", List.of(span("t1", "a", 0, 400), span("t2", "b", 100, 700)), List.of()))));

        List<Double> x = numbers(svg, "//g/rect/@x");
        List<Double> width = numbers(svg, "//g/rect/@width");
        double unit = (width.get(0) + 1) / 1100; // a bar leaves a gap of 1
        assertThat(x.get(1)).isEqualTo(x.get(0));
        assertThat(width.get(1) + 1).isCloseTo(400 * unit, within(0.2));
        assertThat(x.get(2) - x.get(0)).isCloseTo(100 * unit, within(0.2));
        assertThat(width.get(2) + 1).isCloseTo(600 * unit, within(0.2));
    }

    @Test
    void aMarkStandsAtItsTimeEvenBehindTheLastSpan() throws Exception {
        Document svg = parse(TimelineSvg.draw("t", List.of(
                new Panel("p", List.of(span("t1", "a", 0, 700)), List.of(new Mark("expected", 1_400_000_000))))));

        double start = numbers(svg, "//g/rect/@x").getFirst();
        double length = numbers(svg, "//g/rect/@width").getFirst() + 1;
        assertThat(numbers(svg, "//text[@class='note']/@x").getFirst()).isCloseTo(start + 2 * length, within(0.3))
                .isLessThan(numbers(svg, "/svg/@width").getFirst());
        assertThat(texts(svg, "//text[@class='note']")).containsExactly("expected");
    }

    @Test
    void spansOfOneKindHaveOneColourInAllPanels() throws Exception {
        Document svg = parse(TimelineSvg.draw("t", List.of(
                new Panel("p", List.of(span("main", "a", 0, 100), span("main", "b", 100, 200)), List.of()),
                new Panel("q", List.of(span("t2", "b", 0, 100), span("t1", "a", 0, 100)), List.of()))));

        assertThat(texts(svg, "//g/rect/@class")).containsExactly("kind0", "kind1", "kind1", "kind0");
    }

    @Test
    void numbersDoNotFollowTheLocale() {
        Locale before = Locale.getDefault();
        Panel panel = new Panel("p", List.of(span("t1", "a", 0, 333)), List.of(new Mark("m", 100_000_000)));
        String expected = TimelineSvg.draw("t", List.of(panel));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(TimelineSvg.draw("t", List.of(panel))).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Span span(String lane, String kind, long startMillis, long endMillis) {
        return new Span(lane, kind, "label", startMillis * 1_000_000, endMillis * 1_000_000);
    }

    // Without namespaces, so that paths stay short.
    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document svg, String path) throws Exception {
        NodeList nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, svg, XPathConstants.NODESET);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> nodes.item(i).getTextContent()).toList();
    }

    private static List<Double> numbers(Document svg, String path) throws Exception {
        return texts(svg, path).stream().map(Double::valueOf).toList();
    }
}
