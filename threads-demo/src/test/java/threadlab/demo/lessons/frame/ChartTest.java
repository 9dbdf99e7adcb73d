package threadlab.demo.lessons.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import threadlab.demo.lessons.frame.Chart.Curve;
import threadlab.demo.lessons.frame.Chart.Mark;
import threadlab.demo.lessons.frame.Chart.Point;
import threadlab.demo.lessons.frame.Scale.Tick;

class ChartTest {
    private static final Scale LINEAR = new Scale("ns", false, List.of(new Tick(0, "0"), new Tick(10, "10")));
    private static final Scale LOGARITHMIC = new Scale("KiB", true, List.of(new Tick(1, "1"), new Tick(100, "100")));

    @Test
    void scaleRunsFromFirstToLastTickByDifferenceOrByRatio() {
        assertThat(LINEAR.share(0)).isZero();
        assertThat(LINEAR.share(2.5)).isEqualTo(0.25);
        assertThat(LOGARITHMIC.share(10)).isCloseTo(0.5, within(1e-9));
        assertThat(LOGARITHMIC.share(100)).isEqualTo(1);
    }

    @Test
    void pointsAndMarksStandAtTheirPlaces() throws Exception {
        Document svg = parse(new Chart("<t>", LOGARITHMIC, LINEAR, List.of(
                new Curve("a", false, List.of(new Point(1, 0), new Point(10, 5), new Point(100, 10))),
                new Curve("law", true, List.of(new Point(1, 10), new Point(100, 10)))),
                List.of(new Mark("L1 & more", 10))).svg());

        NodeList dots = nodes(svg, "//circle");
        assertThat(dots.getLength()).as("only measured points have dots").isEqualTo(3);
        assertThat(number(dots, 1, "cx") * 2).isCloseTo(number(dots, 0, "cx") + number(dots, 2, "cx"), within(0.2));
        assertThat(number(dots, 1, "cy") * 2).isCloseTo(number(dots, 0, "cy") + number(dots, 2, "cy"), within(0.2));
        assertThat(number(dots, 0, "cy")).isGreaterThan(number(dots, 2, "cy"));
        NodeList mark = nodes(svg, "//text[.='L1 & more']");
        assertThat(number(mark, 0, "x")).isCloseTo(number(dots, 1, "cx"), within(0.2));
    }

    private static double number(NodeList nodes, int index, String attribute) {
        return Double.parseDouble(nodes.item(index).getAttributes().getNamedItem(attribute).getTextContent());
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static NodeList nodes(Document svg, String path) throws Exception {
        return (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, svg, XPathConstants.NODESET);
    }
}
