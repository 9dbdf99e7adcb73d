package threadlab.bench.verdict;

import java.util.List;
import java.util.function.Function;

/**
 * A figure of a trial, by the name that it has in summaries and in the report.
 *
 * @param isCompared ratios of it are formed and judged
 * @param of reads it; null where a trial does not have it
 */
public record Figure(String key, boolean isCompared, Function<Figures, Number> of) {
    public static final Figure CPU = compared("serverCpuMicrosPerEcho", f -> f.server().cpuMicrosPerEcho());
    public static final Figure RATE = compared("echoesPerSecond", Figures::echoesPerSecond);
    public static final Figure P99 = compared("latencyP99Micros", f -> f.latencyMicros().p99());
    public static final Figure RESIDENT = compared("serverResidentBytes", f -> f.server().residentBytes());
    public static final Figure THREADS = only("serverThreads", f -> f.server().threads());
    public static final Figure VOLUNTARY = only("voluntarySwitchesPerEcho",
            f -> f.server().voluntarySwitchesPerEcho());
    public static final Figure INVOLUNTARY = only("involuntarySwitchesPerEcho",
            f -> f.server().involuntarySwitchesPerEcho());
    public static final Figure FIRST_ECHO = only("firstEchoMaxMillis", Figures::firstEchoMaxMillis);
    public static final Figure NEWCOMER_MAX = only("newcomerMaxMillis", Figures::newcomerMaxMillis);
    public static final Figure START_DELAY = only("startDelayMaxMillis", f -> f.server().startDelayMaxMillis());
    public static final Figure FAIRNESS = only("fairness", Figures::fairness);
    public static final Figure GC_SHARE = only("gcPauseShare", f -> f.server().gcPauseShare());

    /** In the order of the ledger. */
    public static final List<Figure> ALL = List.of(CPU, RATE, P99, RESIDENT,
            only("latencyP50Micros", f -> f.latencyMicros().p50()),
            only("latencyP999Micros", f -> f.latencyMicros().p999()),
            only("latencyFromSendP99Micros", f -> f.latencyFromSendMicros().p99()),
            FIRST_ECHO,
            only("newcomerP50Millis", Figures::newcomerP50Millis), NEWCOMER_MAX,
            only("newcomersUnserved", Figures::newcomersUnserved),
            only("startDelayMeanMillis", f -> f.server().startDelayMeanMillis()), START_DELAY, FAIRNESS,
            only("serverCpuShare", f -> f.server().cpuShare()),
            THREADS, VOLUNTARY, INVOLUNTARY,
            only("serverResidentBytesPerSession", f -> f.server().residentBytesPerSession()),
            only("liveHeapBytesPerSession", f -> f.server().liveHeapBytesPerSession()),
            only("gcPauses", f -> f.server().gcPauses()), GC_SHARE,
            only("gcLongestPauseMillis", f -> f.server().gcLongestPauseMillis()),
            only("loadCpuMicrosPerEcho", Figures::loadCpuMicrosPerEcho),
            only("loadCpuShare", Figures::loadCpuShare),
            only("stolenShare", Figures::stolenShare),
            only("warmupSeconds", Figures::warmupSeconds));

    private static Figure compared(String key, Function<Figures, Number> of) {
        return new Figure(key, true, of);
    }

    private static Figure only(String key, Function<Figures, Number> of) {
        return new Figure(key, false, of);
    }

    static List<Figure> compared() {
        return ALL.stream().filter(Figure::isCompared).toList();
    }

    /** Null where the trial has none. */
    Double of(Trial trial) {
        Number value = trial.endedWell() ? of.apply(trial.figures()) : null;
        return value == null ? null : value.doubleValue();
    }
}
