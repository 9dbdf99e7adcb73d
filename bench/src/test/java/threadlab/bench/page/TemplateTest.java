package threadlab.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void aPlaceholderIsAPartOrElseTheFileOfItsName() {
        assertThat(Template.filled("diff.html", Map.of("main", "<main>m</main>", "diff.css", "p { }")))
                .contains("<main>m</main>", "p { }", Resources.text("page.css").strip())
                .doesNotContain("{{", Resources.text("diff.css").strip());
    }

    @Test
    void whatLooksLikeAPlaceholderOrAReferenceInAPartStaysText() {
        assertThat(Template.filled("diff.html", Map.of("main", "{{page.css}} $1 \\"))).contains("{{page.css}} $1 \\");
    }

    @Test
    void aPlaceholderWithoutAPartOrAFileIsAnError() {
        assertThatThrownBy(() -> Template.filled("diff.html", Map.of())).hasMessageContaining("main");
    }
}
