package threadlab.bench.soak.report;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.bench.ApprovedText.assertApproved;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import threadlab.bench.report.ReportPage;
import threadlab.bench.soak.clients.MisbehavingReport;
import threadlab.bench.soak.clients.SoakLoadReport;
import threadlab.bench.soak.clients.VerifiedLoadReport;
import threadlab.bench.soak.drift.DriftVerdict;
import threadlab.bench.soak.sampling.Residual;
import threadlab.bench.soak.sampling.Resource;
import threadlab.bench.soak.sampling.Sample;
import threadlab.bench.verdict.Json;

class SoakTest {
    private static final List<Sample> STEADY = Soaks.steady(1, (resource, minutes) -> 0);
    private static final SoakObservations WELL = Soaks.observations(STEADY);
    private static final List<Sample> LEAKING = Soaks.steady(1,
            (resource, minutes) -> resource == Resource.LIVE_HEAP ? Soaks.MEBIBYTE * minutes : 0);
    private static final VerifiedLoadReport FAILED = Soaks.verified(Map.of("corrupted", 2L), "corrupted in 7");
    private static final MisbehavingReport REFUSED = Soaks.misbehaving(1, "resets: Connection refused");
    private static final Residual LEFT = new Residual("open descriptors", 62L, 63L);
    private static final EndReasonBalance UNBALANCED = new EndReasonBalance("idle", 3, 2);

    @Test
    void aRunInWhichAllIsWellHolds() throws IOException {
        Soak soak = Soaks.judged(WELL);

        assertThat(soak.verdict().held()).isTrue();
        assertApproved(SoakTest.class, "soak-held.txt", SoakText.of(soak));
    }

    @Test
    void allViolationsAreListed() throws IOException {
        Soak soak = Soaks.judged(new SoakObservations(false, LEAKING,
                new SoakLoadReport(List.of(FAILED), List.of(REFUSED)), WELL.cpuShare(), List.of(LEFT),
                List.of(UNBALANCED), List.of("the server ended with status 3")));

        assertThat(soak.verdict().held()).isFalse();
        assertApproved(SoakTest.class, "soak-not-held.txt", SoakText.of(soak));
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                Arguments.of("Drifts: live heap, +1.00 MiB", Soaks.observations(LEAKING)),
                Arguments.of("open descriptors, 63", with(WELL.clients(), List.of(LEFT), WELL.endReasons(), List.of())),
                Arguments.of("3 sessions with idle",
                        with(WELL.clients(), WELL.residuals(), List.of(UNBALANCED), List.of())),
                Arguments.of("corrupted in 7", with(FAILED, false)),
                Arguments.of("had no echo: Connection refused",
                        with(VerifiedLoadReport.none("churn", "Connection refused"), false)),
                Arguments.of("resets: Connection refused",
                        with(new SoakLoadReport(WELL.clients().verified(), List.of(REFUSED)), WELL.residuals(),
                                WELL.endReasons(), List.of())),
                Arguments.of("The server ended with status 3",
                        with(WELL.clients(), List.of(), List.of(), List.of("the server ended with status 3"))));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void eachViolationAloneIsReason(String part, SoakObservations observed) {
        Soak soak = Soaks.judged(observed);

        assertThat(soak.verdict().held()).isFalse();
        assertThat(soak.verdict().findings()).as("headline, violation, traffic").hasSize(3);
        assertThat(soak.verdict().findings().get(1)).contains(part);
    }

    @Test
    void aLoadThatWasStoppedBeforeItsFirstEchoIsNoViolation() {
        Soak soak = Soaks.judged(with(VerifiedLoadReport.none("churn", "stopped before there was a connection"), true));

        assertThat(soak.verdict().held()).isTrue();
        assertThat(soak.verdict().findings()).anyMatch(finding -> finding.contains("after 595 of 600 s"));
    }

    @Test
    void aSoakThatIsTooShortToTellHasNotHeld() {
        Soak soak = Soaks.judged(Soaks.observations(Soaks.steady(1, (resource, minutes) -> 0, 2.5 / 108)));

        assertThat(soak.verdict().held()).isFalse();
        assertThat(soak.verdict().findings()).first().asString().matches("Too short to tell whether there is a drift "
                + "of (live heap and )?resident memory, nothing is left after the load, .*");
        assertThat(SoakText.of(soak)).contains("too short to tell; ");
    }

    @Test
    void withoutAnyFigureTheTextHasNoNulls() {
        Soak soak = Soaks.judged(new SoakObservations(false, List.of(), WELL.clients(), WELL.cpuShare(),
                List.of(new Residual("open descriptors", null, null)), WELL.endReasons(), List.of()));

        assertThat(soak.verdict().drifts()).allMatch(drift -> drift.verdict() == DriftVerdict.TOO_SHORT);
        assertThat(SoakText.of(soak)).doesNotContain("null");
    }

    /** What the server prints may have been sent to it. */
    @Test
    void controlCharactersAreEscaped() {
        Soak soak = Soaks.judged(with(WELL.clients(), List.of(), List.of(), List.of("it printed \u001b[2J")));

        assertThat(SoakText.of(soak).chars()).noneMatch(c -> Character.isISOControl(c) && c != '\n');
    }

    /** Details of a failure may contain what a server has sent. */
    @Test
    void markupInDetailsStaysInsideTheDataOfThePage() {
        Soak soak = Soaks.judged(with(VerifiedLoadReport.none("churn", "</script><img src=x>"), false));

        assertThat(ReportPage.render("soak.html", Json.line(soak))).doesNotContain("<img")
                .contains("\\u003c/script>\\u003cimg").doesNotContainPattern("\\{\\{[a-z.]+}}");
    }

    private static SoakObservations with(VerifiedLoadReport load, boolean cutShort) {
        return new SoakObservations(cutShort, STEADY, new SoakLoadReport(List.of(load), List.of()), WELL.cpuShare(),
                WELL.residuals(), WELL.endReasons(), List.of());
    }

    private static SoakObservations with(SoakLoadReport clients, List<Residual> residuals,
            List<EndReasonBalance> endReasons, List<String> serverErrors) {
        return new SoakObservations(false, STEADY, clients, WELL.cpuShare(), residuals, endReasons, serverErrors);
    }
}
