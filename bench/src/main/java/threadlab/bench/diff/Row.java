package threadlab.bench.diff;

import threadlab.bench.stats.Finding;

/**
 * One figure of one benchmark in two reports.
 *
 * @param metric the name of a secondary figure; null for the benchmark's own
 * @param contestant the report that is compared with the base
 */
record Row(BenchmarkKey key, String metric, String contestant, Score base, Score now, Finding finding) {

    /** The benchmark, and which figure of it. */
    String label() {
        return key + (metric == null ? "" : " " + metric);
    }

    Change change() {
        return Change.of(finding, metric == null ? base.better() : null);
    }

    /** Of the scores as they are; not a positive finite number where there is none. */
    double ratio() {
        return finding.interval() == null ? now.score() / base.score() : finding.interval().estimate();
    }

    boolean hasRatio() {
        return ratio() > 0 && Double.isFinite(ratio());
    }

    /** How much longer an operation takes: above 1 is slower, whatever the mode. */
    double cost() {
        return asCost(ratio());
    }

    /** A ratio of this row's scores as one of costs. */
    double asCost(double ratio) {
        return base.better() == Direction.HIGHER ? 1 / ratio : ratio;
    }

    /** For the better and for the worse alike: 0 is no change. */
    double size() {
        return hasRatio() ? Math.abs(Math.log(ratio())) : 0;
    }
}
