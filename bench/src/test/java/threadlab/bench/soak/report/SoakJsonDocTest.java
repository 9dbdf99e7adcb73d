package threadlab.bench.soak.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import threadlab.bench.DescribedFields;

/** The page that describes the JSON and the records that it is written from have the same fields. */
class SoakJsonDocTest {
    private static final Path PAGE = Path.of("../docs/soak.md");

    @Test
    void everyFieldIsDescribedAndEveryDescribedFieldIsWritten() throws IOException {
        assertThat(DescribedFields.in(PAGE))
                .containsExactlyElementsOf(DescribedFields.of(Soak.class, Set.of("environment")));
    }

    @Test
    void theSchemaIsNamed() throws IOException {
        assertThat(PAGE).content().contains("Schema `" + Soak.SCHEMA + "`");
    }
}
