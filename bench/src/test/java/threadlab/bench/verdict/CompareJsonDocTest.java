package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import threadlab.bench.DescribedFields;

/** The page that describes the JSON, and the records and the catalogue that it is written from, say the same. */
class CompareJsonDocTest {
    private static final Path PAGE = Path.of("../docs/compare-json.md");
    /** Their own fields are described elsewhere. */
    private static final Set<String> IN_ONE_ROW = Set.of("setup.environment", "plan.loadPoints",
            "explanations.loadPoint");

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
        assertThat(PAGE).content().contains("`" + RunRecord.SCHEMA + "`");
    }

    /** The table is rendered from the catalogue: replace the page's by what this test expects. */
    @Test
    void theTableOfMetricsIsTheCatalogue() throws IOException {
        assertThat(PAGE).content().contains("""
                key | title | unit | better | meaning
                ---|---|---|---|---
                """ + Metric.catalogue().stream().map(CompareJsonDocTest::row).collect(Collectors.joining()));
    }

    private static String row(Map<String, Object> metric) {
        String unit = metric.get("unit").toString();
        String direction = metric.get("direction").toString();
        String better = direction.equals("NEITHER") ? "-" : direction.replaceFirst("_.*", "").toLowerCase(Locale.ROOT);
        return String.format("`%s` | %s | %s | %s | %s%n", metric.get("key"), metric.get("title"),
                unit.isEmpty() ? "-" : unit, better, metric.get("doc"));
    }
}
