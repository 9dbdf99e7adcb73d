package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import threadlab.bench.stats.Crossover;
import threadlab.bench.stats.SignificanceTest;
import threadlab.support.Counted;

/**
 * The findings of a run, in sentences: the same on the page, in the terminal and in Markdown.
 *
 * @param headline the answer, and how far the run can be trusted
 * @param figures the few that go with the answer
 * @param details the ratios, why, where one overtakes another, what the others cost, how long probe sessions wait, what
 *            was amiss
 */
public record Findings(List<String> headline, List<KeyFigure> figures, List<String> details) {

    public static Findings of(Analysis analysis) {
        Plan plan = analysis.plan();
        String trust = sure(analysis) + trust(plan.baseline(), analysis.control());
        if (plan.others().isEmpty()) {
            return new Findings(List.of(plan.baseline() + " took part alone: there is nothing to compare it with.",
                    trust), List.of(), caveats(analysis.run()));
        }
        Optional<MapFindings> map = MapFindings.of(analysis);
        if (map.isPresent()) {
            return new Findings(List.of(MapSentence.of(map.get()), trust), List.of(), mapDetails(analysis, map.get()));
        }
        String first = plan.others().getFirst();
        List<String> answer = new ArrayList<>();
        CapacitySentence.of(analysis, first).ifPresent(answer::add);
        answer.addAll(Headline.of(analysis, first, plan.series().getFirst()));
        answer.add(trust);
        return new Findings(answer, KeyFigure.of(analysis),
                details(analysis));
    }

    /** The table has the ratios, so what is left is what was amiss, and what is not known. */
    private static List<String> mapDetails(Analysis analysis, MapFindings map) {
        List<String> details = new ArrayList<>();
        CapacitySentence.withoutOne(analysis).ifPresent(details::add);
        UnservedSentence.of(analysis).forEach(details::add);
        QuotaSentence.of(analysis).forEach(details::add);
        TrialCheck.sentences(analysis.run()).forEach(details::add);
        UndecidedSentence.of(analysis).ifPresent(details::add);
        MapSentence.onFinerCells(map, analysis.run()).ifPresent(details::add);
        details.addAll(caveats(analysis.run()));
        return details;
    }

    private static List<String> details(Analysis analysis) {
        Plan plan = analysis.plan();
        String baselineWithTls = TlsCost.withTls(plan.baseline()); // its cost is what TLS costs the baseline
        Map<String, String> tlsCosts = TlsCost.sentences(analysis);
        String first = plan.others().getFirst();
        if (first.equals(baselineWithTls)) {
            tlsCosts.remove(baselineWithTls); // the first sentence has it
        }
        List<String> details = new ArrayList<>(
                plan.series().stream().map(series -> new CostSentence(analysis, first, series).text()).toList());
        plan.others().stream().skip(1).flatMap(other -> CapacitySentence.of(analysis, other).stream())
                .forEach(details::add);
        CapacitySentence.withoutOne(analysis).ifPresent(details::add);
        CapacitySentence.ofFewSessions(analysis).ifPresent(details::add);
        UnservedSentence.of(analysis).forEach(details::add);
        QuotaSentence.of(analysis).forEach(details::add);
        LimitSentence.of(analysis).forEach(details::add);
        RecipeShareSentence.of(analysis).ifPresent(details::add);
        TrialCheck.sentences(analysis.run()).forEach(details::add);
        details.addAll(SetupCost.sentences(analysis));
        details.addAll(tlsCosts.values());
        Explainer.sentence(analysis).ifPresent(details::add);
        analysis.crossovers().forEach(crossover -> details.addAll(crossoverSentences(crossover)));
        plan.others().stream().skip(1).filter(candidate -> !candidate.equals(baselineWithTls))
                .flatMap(candidate -> plan.series().stream()
                        .map(series -> new CostSentence(analysis, candidate, series).text()))
                .forEach(details::add);
        ProbeSentence.of(analysis).ifPresent(details::add);
        UndecidedSentence.of(analysis).ifPresent(details::add);
        details.addAll(caveats(analysis.run()));
        return details;
    }

    /** How sure the answer is, if the run could tell anything. */
    private static String sure(Analysis analysis) {
        boolean isTrusted = analysis.control().differences().isEmpty();
        boolean isAnyDecided = analysis.plan().others().stream().findFirst().stream()
                .flatMap(first -> analysis.summaries().stream().filter(s -> s.candidate().equals(first)))
                .anyMatch(summary -> analysis.decidingRatio(summary)
                        .filter(ratio -> ratio.reading(analysis.plan()).isDecided()).isPresent());
        return isTrusted && isAnyDecided
                ? "How sure: " + NumberFormat.wholePercent(SignificanceTest.CONFIDENCE) + " for all "
                        + (analysis.plan().map() == null ? "loads" : "cells") + " together. "
                : "";
    }

    private static String trust(String baseline, Control control) {
        if (control.tested() == 0) {
            return "Whether the machine was calm enough is unknown: the control, " + baseline
                    + " against itself, needs four rounds.";
        }
        if (control.differences().isEmpty()) {
            return "The control holds: " + baseline
                    + ", entered twice, shows no difference from itself (" + Counted.of(control.tested(), "ratio")
                    + ").";
        }
        Control.Difference first = control.differences().getFirst();
        String metric = Stream.of(Metric.values()).filter(m -> m.key().equals(first.metric())).findFirst()
                .map(Metric::inSentence).orElseThrow();
        return "Do not trust this run: " + baseline + " entered a second time differs from itself (" + metric + " at "
                + NumberFormat.sessions(first.loadPoint().sessions()) + ": "
                + NumberFormat.times(first.ratio().range().estimate()) + " times, "
                + NumberFormat.range(first.ratio().range())
                + "), so this machine was too noisy, or something else ran beside it.";
    }

    private static List<String> crossoverSentences(LoadCrossover pair) {
        List<String> sentences = new ArrayList<>();
        for (Crossover crossover : pair.crossovers()) {
            sentences.add(String.format(Locale.ROOT, "%s %s %s at about %s, between %s and %s.", pair.candidate(),
                    crossover.rising() ? "falls behind" : "overtakes", pair.other(),
                    NumberFormat.sessions(NumberFormat.twoDigits(crossover.sessions())),
                    NumberFormat.count(crossover.lastBefore()), NumberFormat.count(crossover.firstAfter())));
        }
        if (pair.noDifferenceUpTo() != null && !pair.crossovers().isEmpty()) {
            sentences.add("Up to " + NumberFormat.sessions(pair.noDifferenceUpTo()) + " no difference between "
                    + pair.candidate() + " and " + pair.other() + " is shown.");
        }
        return sentences;
    }

    private static List<String> caveats(RunRecord run) {
        List<String> caveats = new ArrayList<>();
        List<TrialResult> results = run.trials().stream().map(Trial::result).toList();
        long limited = results.stream().filter(TrialResult::loadWasLimit).count();
        if (limited > 0) {
            caveats.add(
                    "In " + limited + " of " + Counted.of(results.size(), "trial")
                            + " the load had no CPU left: there echoes per "
                            + "second may be its limit, and servers are to be compared by CPU per echo.");
        }
        long failed = results.stream().filter(result -> !result.isMeasured()).count();
        long degraded = results.stream().filter(result -> TrialResult.DEGRADED.equals(result.outcome())).count();
        if (failed + degraded > 0) {
            caveats.add(failed + " of " + Counted.of(results.size(), "trial") + " failed and " + degraded
                    + " were degraded; the report has the reasons.");
        }
        if (!run.isComplete()) {
            boolean isOverBudget = run.plan().rule().looks().stream().anyMatch(look -> look <= run.roundsBegun());
            caveats.add(isOverBudget
                    ? "The run ended after " + Counted.of(run.roundsBegun(), "round")
                            + ", before all was decided; --resume continues it."
                    : "The run ended early, after " + Counted.of(results.size(), "trial") + " in "
                            + Counted.of(run.roundsBegun(), "round") + "; --resume continues it.");
        }
        List<ServerSetup> servers = run.setup().servers();
        if (servers != null) {
            caveats.addAll(ServerSetup.sentences(servers));
        }
        caveats.addAll(run.setup().remarks());
        return caveats;
    }
}
