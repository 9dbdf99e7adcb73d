package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final List<Integer> SESSIONS = List.of(10, 1_000);

    private static String ratios(RunRecord run) {
        return findings(run).details().getFirst();
    }

    @Test
    void theFirstDetailHasTheRatiosWithWhatWouldHaveShown() {
        assertThat(ratios(Runs.against10(SESSIONS, 10.01, 5)))
                .matches("virtual spends 0\\.50 times .* platform at 1,000 sessions \\(0\\.\\d\\d to 0\\.5\\d\\); "
                        + "no difference of more than 5 % at 10 \\(0\\.\\d\\d to 1\\.\\d\\d\\)\\.");
    }

    @Test
    void noDifferenceAtAllIsALegalFinding() {
        assertThat(ratios(Runs.against10(SESSIONS, 10, 10)))
                .matches("No difference in server CPU per echo between virtual and platform of more than 5 % at 10 .*");
    }

    @Test
    void manyDifferencesAreToldByTheirRange() {
        assertThat(ratios(Runs.against10(List.of(1, 10, 100, 1_000, 5_000), 8, 7, 6, 5, 4)))
                .contains("0.40 to 0.80 times").endsWith(" at 1, 10, 100, 1,000, 5,000 sessions.");
    }

    @Test
    void fewRoundsShowNothingAndSaySo() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0), Runs.ok(1, "virtual", 10, 100, 5.0));
        assertThat(findings(run).headline()).satisfiesExactly(
                answer -> assertThat(answer).contains("0.50", "Fewer than four rounds"),
                trust -> assertThat(trust).contains("is unknown").endsWith("needs four rounds."));
    }

    @Test
    void theLastSentenceSaysHowSureAndThatTheControlHolds() {
        assertThat(findings(Runs.against10(SESSIONS, 10, 5)).headline().getLast())
                .contains("99 %", "The control holds: ")
                .contains("(8 ratios)");
    }

    /** With the rounds that would do. Nobody is sure of it. */
    @Test
    void whatIsNotDecidedIsListed() {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            trials.add(Runs.ok(round, "platform", 10, 100, 10.0));
            trials.add(Runs.ok(round, "virtual", 10, 100, 10 + (round % 2 == 0 ? 3.0 : -2.0)));
        }
        RunRecord run = Runs.run(Runs.plan(List.of(10), 5), trials);
        assertThat(findings(run).headline().getLast()).doesNotContain("How sure");
        assertThat(findings(run).details()).anySatisfy(s -> assertThat(s).startsWith("Not decided")
                .containsPattern("virtual at 10 .*(about|more than) \\d"));
        assertThat(findings(Runs.against10(SESSIONS, 10, 5)).details()).noneMatch(s -> s.startsWith("Not decided"));
    }

    @Test
    void aRunWhoseControlDiffersIsNotToBeTrusted() {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            trials.add(Runs.ok(round, "platform", 10, 100, 10.0));
            trials.add(Runs.ok(round, "virtual", 10, 100, 5.0 * Runs.noise(round)));
            trials.add(Runs.ok(round, Runs.CONTROL, 10, 100, 20.0 * Runs.noise(round)));
        }
        var analysis = Analysis.of(Runs.run(Runs.plan(List.of(10), 5), trials));
        assertThat(analysis.control().differences()).extracting(Control.Difference::metric)
                .containsExactly(Metric.CPU.key());
        assertThat(Findings.of(analysis).headline().getLast()).startsWith("Do not trust this run: platform ")
                .contains("(CPU per echo at 10 sessions: 2.0");
    }

    @Test
    void theReasonIsWhatTheLoserDoesMoreOf() {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            trials.add(Runs.trial(round, "platform", 10, switching(10, 1.98, 1_012)));
            trials.add(Runs.trial(round, "virtual", 10, switching(5 * Runs.noise(round), 0.05, 13)));
        }
        assertThat(why(Runs.run(Runs.plan(List.of(10), 5), trials))).startsWith("Why: at 10 sessions in platform 1.98 ")
                .contains("against 0.05", "1,012 OS threads against 13");
    }

    @Test
    void systemCallsAreAReasonIfTheyWereCounted() {
        RunRecord run = Runs.against10(List.of(10), 5);
        var explained = run.with(1, run.trials(), List.of(calls("platform", 4), calls("virtual", 2.1)));
        assertThat(why(explained)).contains("4.00 system calls an echo", "against 2.10");
    }

    @Test
    void ifTheMetricsDoNotShowWhyTheFindingsSaySo() {
        assertThat(why(Runs.against10(List.of(10), 5))).contains("do not show why virtual needs less");
    }

    @Test
    void theCrossoverHasItsUncertainty() {
        assertThat(findings(Runs.against10(List.of(10, 100, 1_000), 12, 10, 8)).details())
                .anySatisfy(s -> assertThat(s).matches(
                        "virtual overtakes platform at about \\d+ sessions, between 10 and 1,000\\."));
    }

    @Test
    void whatWentWrongIsCountedAndARunThatEndedEarlySaysSo() {
        var run = Runs.run(List.of(10), Runs.failed(1, "platform", 10, "gone"),
                Runs.degraded(1, "virtual", 10, 1, "stolen CPU"));
        assertThat(findings(run).details()).anySatisfy(s -> assertThat(s).startsWith("1 of 2 trials failed and 1 "))
                .anySatisfy(s -> assertThat(s).startsWith("The run ended early, after 2 trials in 1 round"));
    }

    @Test
    void theBaselineAloneHasOnlyItsControl() {
        var plan = Runs.plan(List.of("virtual"), "virtual (control)", List.of(LoadPoint.of(10)), 3);
        assertThat(findings(Runs.run(plan, List.of())).headline().getFirst()).startsWith("virtual took part alone");
    }

    private static TrialResult switching(double micros, double voluntary, int threads) {
        return Runs.ok(Runs.metrics(100, micros))
                .with(Map.of(Metric.VOLUNTARY_SWITCHES, voluntary, Metric.THREADS, threads));
    }

    private static Explanation calls(String candidate, double perEcho) {
        return new Explanation(candidate, LoadPoint.of(10), Map.of("read", perEcho - 1, "write", 1.0), null, null);
    }

    private static Findings findings(RunRecord run) {
        return Findings.of(Analysis.of(run));
    }

    private static String why(RunRecord run) {
        return findings(run).details().get(1);
    }
}
