package threadlab.bench.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadlab.bench.DescribedFields;
import threadlab.bench.diff.Change;

/** Compares the documentation of the JSON with the records that it is written from. */
class TrendJsonDocTest {
    private static final Path PAGE = Path.of("../docs/jmh-trend.md");

    @Test
    void allFieldsAreDescribedAndNoOthers() throws IOException {
        assertThat(DescribedFields.in(PAGE)).containsExactlyElementsOf(DescribedFields.of(TrendJson.class, Set.of()));
    }

    @Test
    void allFieldsThatMayBeNullAreDescribedAsSuch() throws IOException {
        assertThat(DescribedFields.nullableIn(PAGE))
                .containsExactlyElementsOf(DescribedFields.nullableOf(TrendJson.class, Set.of()));
    }

    @Test
    void theSchemaIsNamed() {
        assertThat(PAGE).content().contains("Schema `" + TrendJson.SCHEMA + "`");
    }

    @Test
    void allWordsAreDescribed() {
        assertThat(PAGE).content().contains(Stream.of(Stream.of(Sources.Order.values()), Stream.of(Line.State.values()),
                Stream.of(Change.SLOWER, Change.FASTER, Change.MORE, Change.LESS)).flatMap(words -> words)
                .map(word -> "`" + word.name() + "`").toArray(String[]::new));
    }
}
