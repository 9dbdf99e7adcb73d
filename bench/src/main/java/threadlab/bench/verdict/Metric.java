package threadlab.bench.verdict;

import java.util.List;
import java.util.function.Function;

/**
 * A figure of a trial, by the name that it has in summaries and in the report.
 *
 * @param isCompared ratios of it are formed and judged
 * @param of reads it; null where a trial does not have it
 */
public record Metric(String key, boolean isCompared, Function<Measurements, Number> of) {
    public static final Metric CPU = compared("serverCpuMicrosPerEcho", f -> f.server().cpuMicrosPerEcho());
    public static final Metric RATE = compared("echoesPerSecond", Measurements::echoesPerSecond);
    public static final Metric P99 = compared("latencyP99Micros", f -> f.latencyMicros().p99());
    public static final Metric RESIDENT = compared("serverResidentBytes", f -> f.server().residentBytes());
    public static final Metric THREADS = only("serverThreads", f -> f.server().threads());
    public static final Metric VOLUNTARY = only("voluntarySwitchesPerEcho",
            f -> f.server().voluntarySwitchesPerEcho());
    public static final Metric INVOLUNTARY = only("involuntarySwitchesPerEcho",
            f -> f.server().involuntarySwitchesPerEcho());
    public static final Metric FIRST_ECHO = only("firstEchoMaxMillis", Measurements::firstEchoMaxMillis);
    public static final Metric NEWCOMER_MAX = only("newcomerMaxMillis", Measurements::newcomerMaxMillis);
    public static final Metric START_DELAY = only("startDelayMaxMillis", f -> f.server().startDelayMaxMillis());
    public static final Metric FAIRNESS = only("fairness", Measurements::fairness);
    public static final Metric GC_SHARE = only("gcPauseShare", f -> f.server().gcPauseShare());

    /** In the order of the ledger. */
    public static final List<Metric> ALL = List.of(CPU, RATE, P99, RESIDENT,
            only("latencyP50Micros", f -> f.latencyMicros().p50()),
            only("latencyP999Micros", f -> f.latencyMicros().p999()),
            only("latencyFromSendP99Micros", f -> f.latencyFromSendMicros().p99()),
            FIRST_ECHO,
            only("newcomerP50Millis", Measurements::newcomerP50Millis), NEWCOMER_MAX,
            only("newcomersUnserved", Measurements::newcomersUnserved),
            only("startDelayMeanMillis", f -> f.server().startDelayMeanMillis()), START_DELAY, FAIRNESS,
            only("serverCpuShare", f -> f.server().cpuShare()),
            THREADS, VOLUNTARY, INVOLUNTARY,
            only("serverResidentBytesPerSession", f -> f.server().residentBytesPerSession()),
            only("liveHeapBytesPerSession", f -> f.server().liveHeapBytesPerSession()),
            only("gcPauses", f -> f.server().gcPauses()), GC_SHARE,
            only("gcLongestPauseMillis", f -> f.server().gcLongestPauseMillis()),
            only("loadCpuMicrosPerEcho", Measurements::loadCpuMicrosPerEcho),
            only("loadCpuShare", Measurements::loadCpuShare),
            only("stolenShare", Measurements::stolenShare),
            only("warmupSeconds", Measurements::warmupSeconds));

    private static Metric compared(String key, Function<Measurements, Number> of) {
        return new Metric(key, true, of);
    }

    private static Metric only(String key, Function<Measurements, Number> of) {
        return new Metric(key, false, of);
    }

    static List<Metric> compared() {
        return ALL.stream().filter(Metric::isCompared).toList();
    }

    /** Null where the trial has none. */
    Double of(Trial trial) {
        Number value = trial.endedWell() ? of.apply(trial.figures()) : null;
        return value == null ? null : value.doubleValue();
    }
}
