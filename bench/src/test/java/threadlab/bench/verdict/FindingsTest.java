package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final List<Integer> SESSIONS = List.of(10, 1_000);

    @Test
    void theFirstSentenceSaysWhereARivalWinsByHowMuchAndWhereNothingIsShown() {
        assertThat(answer(Runs.against10(SESSIONS, 10.01, 5)).headline().getFirst())
                .matches("virtual spends 0\\.50 times the server CPU per echo of platform at 1,000 sessions "
                        + "\\(0\\.\\d\\d to 0\\.5\\d\\); no difference is shown at 10 "
                        + "\\(0\\.\\d\\d to 1\\.\\d\\d; \\d\\.\\d % or more would have shown\\)\\.");
    }

    @Test
    void noDifferenceAtAllIsALegalAnswer() {
        assertThat(answer(Runs.against10(SESSIONS, 10, 10)).headline().getFirst())
                .startsWith("No difference in server CPU per echo between virtual and platform is shown: at 10 (");
    }

    @Test
    void manyDifferencesAreToldByTheirExtent() {
        assertThat(answer(Runs.against10(List.of(1, 10, 100, 1_000, 5_000), 8, 7, 6, 5, 4)).headline().getFirst())
                .isEqualTo(
                        "virtual spends 0.40 to 0.80 times the server CPU per echo of platform at 1, 10, 100, 1,000, "
                                + "5,000 sessions.");
    }

    @Test
    void fewRoundsShowNothingAndSaySo() {
        var run = Runs.run(List.of(10), Runs.ok(1, "platform", 10, 100, 10.0), Runs.ok(1, "virtual", 10, 100, 5.0));
        assertThat(answer(run).headline()).containsExactly(
                "virtual spent 0.50 times at 10 sessions (0.50 to 0.50) the server CPU per echo of platform; fewer than "
                        + "four rounds show no difference, whatever they hold.",
                "Whether the machine was calm enough cannot be told: the control, platform against itself, needs four "
                        + "rounds.");
    }

    @Test
    void theSecondSentenceSaysThatTheControlHolds() {
        assertThat(answer(Runs.against10(SESSIONS, 10, 5)).headline().get(1)).startsWith("The control holds: platform "
                + "and its twin, the same server under two names, are not told apart in 8 ratios.");
    }

    @Test
    void aRunThatTellsTheTwinsApartIsNotToBeTrusted() {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            trials.add(Runs.ok(round, "platform", 10, 100, 10.0));
            trials.add(Runs.ok(round, "virtual", 10, 100, 5.0 * Runs.noise(round)));
            trials.add(Runs.ok(round, Runs.TWIN, 10, 100, 20.0 * Runs.noise(round)));
        }
        var run = Runs.run(Runs.plan(List.of(10), 5), trials);
        assertThat(answer(run).headline().get(1)).startsWith("Do not trust this run: it tells platform from its own "
                + "twin (CPU per echo at 10 sessions: 2.0");
        assertThat(Control.of(run.plan(), Summary.of(run)).toldApart()).hasSize(1);
    }

    @Test
    void theReasonIsWhatTheLoserDoesMoreOf() {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= 5; round++) {
            trials.add(Runs.trial(round, "platform", 10, Trial.OK, null, switching(10, 1.98, 1_012)));
            trials.add(Runs.trial(round, "virtual", 10, Trial.OK, null, switching(5 * Runs.noise(round), 0.02, 13)));
        }
        assertThat(answer(Runs.run(Runs.plan(List.of(10), 5), trials)).details()).contains("Why: at 10 sessions in "
                + "platform 1.98 times an echo a thread had to wait and be switched, against 0.020 (platform against "
                + "virtual; 1,012 OS threads against 13).");
    }

    @Test
    void systemCallsAreAReasonWhereTheyWereCounted() {
        RunRecord run = Runs.against10(List.of(10), 5);
        var explained = new RunRecord(run.schema(), run.command(), run.arguments(), run.startedAt(), 1,
                run.environment(), run.pinning(), run.adapted(), run.plan(), run.trials(),
                List.of(calls("platform", 4), calls("virtual", 2.1)));
        assertThat(answer(explained).details().getFirst())
                .contains("4.00 system calls an echo were made, against 2.10");
    }

    @Test
    void whereTheLedgerDoesNotSayWhyTheAnswerSaysThat() {
        assertThat(answer(Runs.against10(List.of(10), 5)).details().getFirst())
                .startsWith("At 10 sessions the ledger does not say why virtual needs less:");
    }

    @Test
    void theCrossoverHasItsUncertainty() {
        assertThat(answer(Runs.against10(List.of(10, 100, 1_000), 12, 10, 8)).details())
                .anySatisfy(s -> assertThat(s).matches(
                        "virtual overtakes platform at about \\d+ sessions, between 10 and 1,000\\."));
    }

    @Test
    void whatWentWrongIsCountedAndARunThatEndedEarlySaysSo() {
        var run = Runs.run(List.of(10), Runs.failed(1, "platform", 10, "gone"),
                Runs.degraded(1, "virtual", 10, 1, "stolen CPU"));
        assertThat(answer(run).details()).contains(
                "1 of 2 trials failed and 1 were degraded; the report has the reasons.",
                "The run ended early, after 2 of 9 trials; --resume goes on with it.");
    }

    @Test
    void oneContestantAloneHasOnlyItsControl() {
        var plan = new Plan(List.of("virtual"), "virtual (twin)", List.of(LoadPoint.of(10)), 3, 1, 2, 2, 0);
        assertThat(answer(Runs.run(plan, List.of())).headline().getFirst())
                .isEqualTo("virtual took part alone: there is nothing to compare it with.");
    }

    private static Measurements switching(double micros, double voluntary, int threads) {
        Measurements some = Runs.figures(100, micros);
        return some.with(new Measurements.Server(micros, 0.5, 1L, null, null, threads, voluntary, 0.0, null, null, null,
                null, null));
    }

    private static Explanation calls(String contestant, double perEcho) {
        return new Explanation(contestant, LoadPoint.of(10), Map.of("read", perEcho - 1, "write", 1.0), null, null,
                null,
                null, null);
    }

    private static Findings answer(RunRecord run) {
        return Findings.of(run, Summary.of(run));
    }
}
