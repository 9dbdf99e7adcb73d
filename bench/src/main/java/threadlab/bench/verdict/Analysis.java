package threadlab.bench.verdict;

import java.util.List;
import java.util.Optional;

/**
 * All that is computed from the trials of a run, once: sentences, tables and the page read it.
 *
 * @param summaries one for each load point and each candidate, in the order of the plan
 * @param crossovers of each pair of candidates and each series of load points; pairs with the baseline first
 * @param tlsCosts of each candidate that takes part with TLS and without
 * @param setupCosts of each server but the baseline's that takes part in several JVMs
 */
public record Analysis(RunRecord run, List<Summary> summaries, Control control, List<LoadCrossover> crossovers,
        List<PairCost> tlsCosts, List<PairCost> setupCosts) {
    /** More or less memory than this is worth further rounds until it is shown. */
    private static final double NOTEWORTHY_MEMORY = 1.2;

    public static Analysis of(RunRecord run) {
        var rounds = new Rounds(run);
        List<Summary> summaries = Summary.of(run.plan(), rounds);
        return new Analysis(run, summaries, Control.of(run.plan(), summaries),
                LoadCrossover.of(run.plan(), rounds, summaries), TlsCost.of(run.plan(), rounds),
                SetupCost.of(run.plan(), rounds));
    }

    public Plan plan() {
        return run.plan();
    }

    /** Returns whether the CPU time of the servers is known. */
    boolean isCpuKnown() {
        return summaries.stream().anyMatch(summary -> summary.ratio(Metric.CPU).isPresent());
    }

    /** Returns whether there were rounds enough for an interval anywhere. */
    public boolean hasIntervals() {
        return summaries.stream().flatMap(summary -> summary.ratios().values().stream()).anyMatch(Ratio::isTested);
    }

    /** Returns the metric that the answer is on. */
    public Metric judgedMetric() {
        return isCpuKnown() ? Metric.CPU : Metric.RATE;
    }

    /** Returns the ratio that decides: that of the capacity, or of the judged metric if there is no such. */
    Optional<Ratio> decidingRatio(Summary summary) {
        return summary.ratio(Metric.CAPACITY).or(() -> summary.ratio(judgedMetric()));
    }

    /** Returns whether further rounds of a candidate at a load would tell nothing that the answer needs. */
    boolean isDecided(Summary summary) {
        return decidingRatio(summary).filter(ratio -> ratio.reading(plan()).isDecided()).isPresent()
                && (plan().map() != null
                        || summary.ratio(Metric.RESIDENT).filter(this::isNoteworthyAndOpen).isEmpty());
    }

    private boolean isNoteworthyAndOpen(Ratio memory) {
        return memory.reading(plan()) == Reading.NOT_KNOWN
                && Math.abs(Math.log(memory.range().estimate())) >= Math.log(NOTEWORTHY_MEMORY);
    }

    /** Returns the metrics whose ratios are drawn first. */
    public List<Metric> pictured() {
        return plan().findRate() == null ? List.of(judgedMetric()) : List.of(Metric.CAPACITY, judgedMetric());
    }

    public Optional<Summary> summary(String candidate, LoadPoint loadPoint) {
        return summaries.stream().filter(s -> s.candidate().equals(candidate) && s.loadPoint().equals(loadPoint))
                .findFirst();
    }
}
