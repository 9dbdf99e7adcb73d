package threadlab.bench.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import threadlab.bench.stats.Crossover;

/**
 * The answer in words that need no manual: where the second candidate needs less or more CPU than the baseline for the
 * same work, and by how much. The metric is echoes a second if CPU time is not known. The table has the ratios.
 */
final class Headline {
    private final Plan plan;
    private final String candidate;
    private final Spoken subject;
    private final Spoken baseline;
    private final boolean isCpuKnown;
    private final List<Step> steps;
    private final Analysis analysis;

    private Headline(Analysis analysis, String candidate, LoadPoint series) {
        this.analysis = analysis;
        this.plan = analysis.plan();
        this.candidate = candidate;
        this.subject = Spoken.of(candidate);
        this.baseline = Spoken.of(plan.baseline());
        this.isCpuKnown = analysis.isCpuKnown();
        this.steps = Step.of(analysis.summaries().stream()
                .filter(s -> s.candidate().equals(candidate) && s.loadPoint().series().equals(series))
                .sorted(Comparator.comparing(s -> s.loadPoint().sessions())).toList(), analysis.judgedMetric(), plan);
    }

    /** Returns the sentences on a candidate at the loads of one series. */
    static List<String> of(Analysis analysis, String candidate, LoadPoint series) {
        return new Headline(analysis, candidate, series).sentences();
    }

    private List<String> sentences() {
        if (steps.isEmpty()) {
            return List.of("There is no answer: no round has measured both " + candidate + " and " + plan.baseline()
                    + ".");
        }
        if (steps.size() == 1) {
            return List.of(only(steps.getFirst()));
        }
        Step last = steps.getLast();
        List<Step> before = steps.subList(0, steps.size() - 1);
        boolean pays = last.reading() == Reading.LESS && isCpuKnown
                && before.stream().noneMatch(step -> step.reading() == Reading.LESS);
        return pays ? pays(before, last) : List.of(all());
    }

    /** The sentence where all loads say the same. */
    private String only(Step step) {
        String where = " " + step.where() + ".";
        return switch (step.reading()) {
            case LESS -> subject.atStart() + " " + (isCpuKnown ? sameWork(step) : verb() + " " + amount(step)) + where;
            case MORE -> subject.atStart() + " " + verb() + " " + amount(step) + forSameWork() + where;
            case SAME -> subject.atStart() + " " + verb() + " " + same() + forSameWork() + where;
            case NOT_KNOWN -> "This run cannot tell whether " + subject.name() + " " + verb() + " less or more "
                    + what() + " than " + baseline.name() + where + moreRounds(step);
            case TOO_FEW_ROUNDS -> "Fewer than four rounds show no difference. In this run " + subject.name() + " took "
                    + NumberFormat.listed(step.ratios().stream()
                            .map(ratio -> NumberFormat.times(ratio.range().estimate())).toList())
                    + " times the " + what() + " of " + baseline.name() + where;
        };
    }

    private String moreRounds(Step step) {
        int more = step.ratios().stream().mapToInt(ratio -> ratio.roundsToDecide(plan)).max().orElse(0);
        return " " + capital(Ratio.moreRounds(more)) + " like these would decide it.";
    }

    /** Two sentences: from where on it pays, and what is below. */
    private List<String> pays(List<Step> before, Step from) {
        int most = from.last();
        Step atMost = new Step(from.reading(), List.of(most), List.of(from.ratios().getLast()));
        String first = subject.atStart() + " " + subject.verb("pay") + " here from " + threshold(from)
                + " on: at " + NumberFormat.count(most) + " " + subject.pronoun() + " " + sameWork(atMost) + ".";
        return List.of(first, capital(clauses(before)) + ".");
    }

    /** About where the ratio crosses 1 if that is known, else the first number of sessions at which it is shown. */
    private String threshold(Step from) {
        int first = from.sessions().getFirst();
        Optional<Crossover> crossover = analysis.crossovers().stream()
                .filter(pair -> pair.candidate().equals(candidate) && pair.other().equals(plan.baseline()))
                .flatMap(pair -> pair.crossovers().stream())
                .filter(c -> !c.rising() && c.firstAfter() == first)
                .findFirst();
        return crossover.map(c -> "about " + NumberFormat.sessions(NumberFormat.twoDigits(c.sessions())))
                .orElse(NumberFormat.sessions(first));
    }

    /** One sentence with a clause for each step. */
    private String all() {
        return (isCpuKnown ? "For the same work: " : "") + clauses(steps) + ".";
    }

    private String clauses(List<Step> some) {
        List<String> clauses = new ArrayList<>();
        boolean isNamed = false;
        for (Step step : some) {
            if (step.reading() == Reading.NOT_KNOWN || step.reading() == Reading.TOO_FEW_ROUNDS) {
                clauses.add(step.where() + " this run cannot tell");
            } else {
                String amount = step.reading() == Reading.SAME ? same() : amount(step);
                clauses.add(step.where() + " " + (isNamed ? subject.pronoun() : subject.name()) + " " + verb() + " "
                        + amount);
                isNamed = true;
            }
        }
        return String.join("; ", clauses);
    }

    private String sameWork(Step step) {
        return subject.verb("do") + " the same work as " + baseline.name() + " with " + step.difference("CPU");
    }

    private String amount(Step step) {
        String difference = step.difference(what());
        return difference + (difference.contains(" times the ") ? " of " : " than ") + baseline.name();
    }

    private String same() {
        return "the same " + what() + " as " + baseline.name() + ", within "
                + NumberFormat.wholePercent(plan.rule().margin());
    }

    private String verb() {
        return subject.verb(isCpuKnown ? "need" : "complete");
    }

    private String what() {
        return isCpuKnown ? "CPU" : "echoes a second";
    }

    private String forSameWork() {
        return isCpuKnown ? " for the same work" : "";
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
