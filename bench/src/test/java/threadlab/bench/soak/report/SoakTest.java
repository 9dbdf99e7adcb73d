package threadlab.bench.soak.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import threadlab.bench.report.ReportPage;
import threadlab.bench.soak.clients.MisbehavingReport;
import threadlab.bench.soak.clients.SoakLoadReport;
import threadlab.bench.soak.clients.VerifiedLoadReport;
import threadlab.bench.soak.drift.EndReasonBalance;
import threadlab.bench.soak.sampling.Residual;
import threadlab.bench.soak.sampling.Resource;
import threadlab.bench.soak.sampling.Sample;
import threadlab.bench.verdict.Json;

/** What a run has seen, and what is said of it. */
class SoakTest {
    private static final List<Sample> STEADY = Soaks.steady(1, (resource, minutes) -> 0);
    private final SoakFindings well = Soaks.findings(STEADY);

    @Test
    void aRunInWhichAllIsWellHasHeld() {
        Soak soak = Soaks.judged(well);

        assertThat(soak.held()).isTrue();
        assertThat(soak.answer()).containsExactly(
                "The soak held: no drift is shown, nothing is left after the load, and every end of a session is "
                        + "explained.",
                "100 honest sessions had 5,000 echoes, every byte compared, and none failed; beside them came 30 rude "
                        + "clients.");
        assertThat(SoakText.of(soak)).contains("no drift shown; +", "nothing left", "explained").doesNotContain("null");
    }

    @Test
    void aDriftIsToldWithItsRateAndItsInterval() {
        Soak soak = Soaks.judged(Soaks.findings(Soaks.steady(1,
                (resource, minutes) -> resource == Resource.LIVE_HEAP ? Soaks.MEBIBYTE * minutes : 0)));

        assertThat(soak.held()).isFalse();
        assertThat(soak.answer()).startsWith("The soak did not hold.");
        assertThat(soak.answer().get(1)).matches("Drifts: live heap, \\+1\\.00 MiB a minute "
                + "\\(\\+\\d+\\.\\d KiB to \\+1\\.\\d\\d MiB\\), \\+8\\.\\d\\d MiB over the steady part\\.");
        assertThat(SoakText.of(soak)).contains("DRIFTS");
    }

    @Test
    void whatIsLeftIsTold() {
        assertProblem(new SoakFindings(false, STEADY, Soaks.HONEST, List.of(new Residual("open descriptors", 62L, 63L)),
                well.accounts(), List.of(), null, null),
                "Left after the load: open descriptors, 63 where there were 62 before.");
    }

    @Test
    void anEndThatNoClientProvokedIsTold() {
        assertProblem(new SoakFindings(false, STEADY, Soaks.HONEST, well.leftovers(),
                List.of(new EndReasonBalance("idle", 3, 2)), List.of(), null, null),
                "3 sessions ended by idle, and the clients gave reason for 2.");
    }

    @Test
    void anHonestSessionThatFailedIsTold() {
        assertProblem(
                with(new VerifiedLoadReport("churn", 100, 5000, 400, 900, Map.of("corrupted", 2L), "corrupted in 7",
                        List.of()), false),
                "2 honest sessions of churn failed; the first: corrupted in 7.");
    }

    @Test
    void aLoadThatNeverCameAboutIsTold() {
        assertProblem(with(VerifiedLoadReport.none("churn", "Connection refused"), false),
                "The honest sessions of churn had no echo: Connection refused.");
    }

    @Test
    void aLoadThatWasStoppedBeforeItsFirstEchoIsNoProblem() {
        Soak soak = Soaks.judged(with(VerifiedLoadReport.none("churn", "stopped before there was a connection"), true));

        assertThat(soak.held()).isTrue();
        assertThat(soak.answer()).contains("It was cut short, after 595 of 600 s: judged is what there was.");
    }

    private SoakFindings with(VerifiedLoadReport load, boolean cutShort) {
        return new SoakFindings(cutShort, STEADY, new SoakLoadReport(List.of(load), List.of()), well.leftovers(),
                well.accounts(), List.of(), null, null);
    }

    @Test
    void aSurpriseOfARudeClientIsTold() {
        var surprised = new MisbehavingReport("resets", 30, Map.of(), 0, 1, "resets: Connection refused");
        assertProblem(new SoakFindings(false, STEADY, new SoakLoadReport(Soaks.HONEST.honest(), List.of(surprised)),
                well.leftovers(), well.accounts(), List.of(), null, null),
                "1 rude clients saw what they had not provoked; the first of resets: Connection refused.");
    }

    @Test
    void whatTheServerComplainedOfIsTold() {
        assertProblem(new SoakFindings(false, STEADY, Soaks.HONEST, List.of(), List.of(),
                List.of("the server ended with status 3"), null, null), "The server ended with status 3.");
    }

    /** A server may have been sent what it complains of. */
    @Test
    void whatATerminalWouldObeyIsNotPrinted() {
        Soak soak = Soaks.judged(new SoakFindings(false, STEADY, Soaks.HONEST, List.of(), List.of(),
                List.of("it said \u001b[2J"), null, null));

        assertThat(SoakText.of(soak).chars()).noneMatch(c -> Character.isISOControl(c) && c != '\n');
    }

    private static void assertProblem(SoakFindings findings, String sentence) {
        Soak soak = Soaks.judged(findings);

        assertThat(soak.held()).isFalse();
        assertThat(soak.answer()).contains(sentence);
    }

    /** A client's story may hold what a server sent. */
    @Test
    void markupInAStoryStaysInsideTheDataOfThePage() {
        Soak soak = Soaks.judged(with(VerifiedLoadReport.none("churn", "</script><img src=x>"), false));

        assertThat(ReportPage.render("soak.html", Json.line(soak))).doesNotContain("<img")
                .contains("\\u003c/script>\\u003cimg").doesNotContainPattern("\\{\\{[a-z.]+}}");
    }
}
