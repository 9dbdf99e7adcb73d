package threadlab.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.bench.page.Element.el;

import java.util.List;
import org.junit.jupiter.api.Test;

class ElementTest {
    @Test
    void aKindIsATagAndItsClasses() {
        assertThat(el("td.text.bad", "left")).hasToString("<td class=\"text bad\">left</td>");
    }

    @Test
    void listsAreFlattenedAndNullIsLeftOut() {
        assertThat(el("ul", null, List.of(el("li", "a"), List.of(el("li", "b")))))
                .hasToString("<ul><li>a</li><li>b</li></ul>");
    }

    @Test
    void markupInATextStaysText() {
        assertThat(el("p", "<b> & \"c\"")).hasToString("<p>&lt;b&gt; &amp; &quot;c&quot;</p>");
    }

    @Test
    void anAttributeEndsWhereItShould() {
        assertThat(el("p").with("title", "\" onclick=\"x")).hasToString("<p title=\"&quot; onclick=&quot;x\"></p>");
    }

    @Test
    void aCoordinateHasOneDecimalAndADot() {
        assertThat(el("line").with("x1", 1.26).with("y1", 3)).hasToString("<line x1=\"1.3\" y1=\"3\"></line>");
    }
}
