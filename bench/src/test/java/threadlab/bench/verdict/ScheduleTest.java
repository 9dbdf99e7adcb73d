package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final List<Integer> SESSIONS = List.of(10, 1_000);

    /** Carries a run out as {@code compare} does: trial by trial, whatever is due next. */
    private static RunRecord carriedOut(Plan plan, ToDoubleBiFunction<TrialSpec, Double> micros) {
        RunRecord run = Runs.run(plan, List.of());
        for (List<TrialSpec> due = run.due(); !due.isEmpty(); due = run.due()) {
            int round = due.getFirst().round();
            List<Trial> trials = new ArrayList<>(run.trials());
            due.stream().filter(spec -> spec.round() == round).forEach(spec -> trials.add(Runs.trial(spec,
                    Runs.ok(Runs.metrics(100, micros.applyAsDouble(spec, noise(spec)))))));
            run = run.with(0, trials, List.of());
        }
        return run;
    }

    private static double noise(TrialSpec spec) {
        return Runs.noise(spec.round() + spec.candidate().length());
    }

    private static long trials(RunRecord run, String candidate, int sessions) {
        return run.trials().stream().filter(trial -> trial.spec().candidate().equals(candidate)
                && trial.spec().loadPoint().sessions() == sessions).count();
    }

    @Test
    void whatIsDecidedAtTheFirstLookIsNotMeasuredAnyMore() {
        RunRecord run = carriedOut(Runs.plan(SESSIONS, 5, 7, 9),
                (spec, noise) -> noise * (spec.candidate().equals("virtual") ? 5 : 10));
        assertThat(run.trials()).hasSize(5 * 2 * 3);
        assertThat(run.isComplete()).isTrue();
    }

    @Test
    void whatIsNotKnownGoesOnUntilTheLastLookWithBaselineAndControl() {
        RunRecord run = carriedOut(Runs.plan(SESSIONS, 5, 7, 9), (spec, noise) -> {
            boolean isUncertain = spec.loadPoint().sessions() == 10 && spec.candidate().equals("virtual");
            return isUncertain ? 10 + (spec.round() % 2 == 0 ? 4 : -3) : noise * 10;
        });
        assertThat(List.of("platform", "virtual", Runs.CONTROL)).allSatisfy(server -> {
            assertThat(trials(run, server, 10)).isEqualTo(9);
            assertThat(trials(run, server, 1_000)).isEqualTo(5);
        });
        assertThat(run.isComplete()).isTrue();
    }

    @Test
    void aRunThatWasCutOffIsNotComplete() {
        RunRecord run = carriedOut(Runs.plan(SESSIONS, 5, 7), (spec, noise) -> noise * 10);
        RunRecord cut = run.with(0, run.trials().subList(0, run.trials().size() - 1), List.of());
        assertThat(cut.due()).singleElement().isEqualTo(run.trials().getLast().spec());
        assertThat(cut.isComplete()).isFalse();
    }

    @Test
    void aCandidateThatFailsAlwaysIsGivenUpAtTheFirstLook() {
        Plan plan = Runs.plan(List.of(10), 5, 7);
        List<Trial> trials = new ArrayList<>();
        plan.trials().stream().filter(spec -> spec.round() <= 5).forEach(spec -> trials.add(
                spec.candidate().equals("virtual")
                        ? Runs.failed(spec.round(), "virtual", 10, "gone")
                        : Runs.ok(spec.round(), spec.candidate(), 10, 100, 10 * noise(spec))));
        List<Trial> numbered = trials.stream().map(trial -> Runs.trial(plan.trials().stream()
                .filter(spec -> spec.round() == trial.spec().round()
                        && spec.candidate().equals(trial.spec().candidate()))
                .findFirst().orElseThrow(), trial.result())).toList();
        assertThat(Runs.run(plan, numbered).due()).isEmpty();
    }

    @Test
    void theCapacityDecidesIfItWasAskedFor() {
        Plan plan = Runs.looking(Runs.plan(List.of(10), 5, 7));
        List<Trial> decided = new ArrayList<>();
        List<Trial> undecided = new ArrayList<>();
        plan.trials().stream().filter(spec -> spec.round() <= 5).forEach(spec -> {
            boolean isOther = spec.candidate().equals("virtual");
            TrialResult sameCpu = Runs.ok(Runs.metrics(100, 10 * noise(spec)));
            TrialResult unclearCpu = Runs.ok(Runs.metrics(100, isOther && spec.round() % 2 == 0 ? 15 : 9.0));
            double unclear = isOther && spec.round() % 2 == 0 ? 500 : 400 * noise(spec);
            decided.add(Runs.trial(spec, unclearCpu.with(Runs.capacity((isOther ? 800 : 400) * noise(spec), false))));
            undecided.add(Runs.trial(spec, sameCpu.with(Runs.capacity(unclear, false))));
        });
        assertThat(Runs.run(plan, decided).due()).isEmpty();
        assertThat(Runs.run(plan, undecided).due()).isNotEmpty();
    }

    /** Carries out a run in which CPU per echo is clear after five rounds. */
    private static int roundsTaken(ToDoubleBiFunction<TrialSpec, Double> memory) {
        Plan plan = Runs.plan(List.of(1_000), 5, 7, 9);
        RunRecord run = Runs.run(plan, List.of());
        for (List<TrialSpec> due = run.due(); !due.isEmpty(); due = run.due()) {
            List<Trial> trials = new ArrayList<>(run.trials());
            for (TrialSpec spec : due) {
                boolean isOther = spec.candidate().equals("virtual");
                Map<Metric, Number> metrics = Runs.metrics(100, (isOther ? 5 : 10) * noise(spec));
                double bytes = 64 << 20;
                metrics.put(Metric.RESIDENT, isOther ? bytes * memory.applyAsDouble(spec, noise(spec)) : bytes);
                trials.add(Runs.trial(spec, Runs.ok(metrics)));
            }
            run = run.with(0, trials, List.of());
        }
        return run.roundsBegun();
    }

    @Test
    void memoryThatSeemsToDifferByAFifthIsMeasuredUntilThatIsShown() {
        assertThat(roundsTaken((spec, noise) -> spec.round() == 2 ? 1.1 : 0.7 * noise)).isBetween(6, 9);
        assertThat(roundsTaken((spec, noise) -> 0.7 * noise)).isEqualTo(5);
        assertThat(roundsTaken((spec, noise) -> spec.round() % 2 == 0 ? 1.2 : 0.85)).isEqualTo(5);
    }

    @Test
    void aFixedNumberOfRoundsIsMeasuredWhateverTheyShow() {
        assertThat(carriedOut(Runs.plan(SESSIONS, 6), (spec, noise) -> noise * 10).trials()).hasSize(6 * 2 * 3);
    }
}
