package threadlab.bench.soak.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import threadlab.bench.DescribedFields;

/** Compares the documentation of the JSON with the records that it is written from. */
class SoakJsonDocTest {
    private static final Path PAGE = Path.of("../docs/soak.md");

    @Test
    void everyFieldIsDescribedAndEveryDescribedFieldIsWritten() throws IOException {
        assertThat(DescribedFields.in(PAGE))
                .containsExactlyElementsOf(DescribedFields.of(Soak.class, Set.of("run.environment")));
    }

    @Test
    void theSchemaIsNamed() throws IOException {
        assertThat(PAGE).content().contains("Schema `" + Soak.SCHEMA + "`");
    }
}
