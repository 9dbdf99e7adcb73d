package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.bench.ApprovedText.assertApproved;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Report report = Report.of(Runs.withEverything());

    @Test
    void theTerminalShowsTheTableAndTheFindings() throws IOException {
        assertApproved(getClass(), "report.txt", report.text(120));
    }

    @Test
    void markdownHasTheSameForAPullRequest() throws IOException {
        assertApproved(getClass(), "report.md", report.markdown());
    }

    /** So that no script needs to know them. */
    @Test
    void thePageHasTheCatalogueOfMetrics() {
        assertThat(report.data()).containsEntry("metrics", Metric.catalogue());
        assertThat(Json.line(Metric.catalogue().getFirst())).isEqualTo(
                "{\"key\":\"serverCpuMicrosPerEcho\",\"group\":\"Verdict\",\"title\":\"CPU per echo\",\"unit\":\"µs\","
                        + "\"format\":\"micros\",\"direction\":\"LOWER_IS_BETTER\",\"compared\":true,"
                        + "\"doc\":\"CPU time of the server's process, divided by the echoes.\"}");
        assertThat(Metric.catalogue()).extracting(metric -> metric.get("key")).doesNotHaveDuplicates();
    }

    @Test
    void everyMetricOfATrialHasASummary() {
        assertThat(report.analysis().summaries()).anySatisfy(summary -> assertThat(summary.metrics().keySet())
                .containsExactlyElementsOf(List.of(Metric.values()).stream().map(Metric::key).toList()));
    }
}
