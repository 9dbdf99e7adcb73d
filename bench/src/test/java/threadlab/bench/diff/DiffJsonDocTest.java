package threadlab.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadlab.bench.DescribedFields;
import threadlab.bench.stats.Evidence;

/** Compares the documentation of the JSON with the records that it is written from. */
class DiffJsonDocTest {
    private static final Path PAGE = Path.of("../docs/jmh-diff.md");

    @Test
    void allFieldsAreDescribedAndNoOthers() throws IOException {
        assertThat(DescribedFields.in(PAGE))
                .containsExactlyElementsOf(DescribedFields.of(DiffJson.class, Set.of()));
    }

    @Test
    void theSchemaIsNamed() throws IOException {
        assertThat(PAGE).content().contains("Schema `" + DiffJson.SCHEMA + "`");
    }

    @Test
    void allWordsAreDescribed() throws IOException {
        assertThat(PAGE).content().contains(Stream.concat(Stream.of(Change.values()), Stream.of(Evidence.values()))
                .map(word -> "`" + word.name() + "`").toArray(String[]::new));
    }
}
