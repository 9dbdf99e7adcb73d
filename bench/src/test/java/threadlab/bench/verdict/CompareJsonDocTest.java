package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import threadlab.bench.DescribedFields;

/** The page that describes the JSON and the records that it is written from have the same fields. */
class CompareJsonDocTest {
    private static final Path PAGE = Path.of("../docs/compare-json.md");
    /** Told in one row each, or where they come first. */
    private static final Set<String> IN_ONE_ROW = Set.of("environment", "plan.points",
            "trials.figures.latencyMicros", "trials.figures.latencyFromSendMicros", "explanations.point");

    @Test
    void everyFieldIsDescribedAndEveryDescribedFieldIsWritten() throws IOException {
        assertThat(DescribedFields.in(PAGE))
                .containsExactlyElementsOf(DescribedFields.of(RunRecord.class, IN_ONE_ROW));
    }

    /** Else a file that is as the page says would be refused. */
    @Test
    void whatMayBeNullIsDescribedSo() throws IOException {
        assertThat(DescribedFields.nullableIn(PAGE))
                .containsExactlyElementsOf(DescribedFields.nullableOf(RunRecord.class, IN_ONE_ROW));
    }

    @Test
    void theSchemaIsNamed() throws IOException {
        assertThat(PAGE).content().contains("Schema `" + RunRecord.SCHEMA + "`");
    }
}
