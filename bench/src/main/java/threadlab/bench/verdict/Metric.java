package threadlab.bench.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import threadlab.bench.stats.Direction;

/**
 * The catalogue of metrics: all that a trial measures, by the keys of compare.json. Tables, the page and its
 * documentation take titles, units and meanings from here.
 *
 * <p>
 * Unless its description says otherwise, a metric is about the measured window. A trial lacks those that the system, or
 * this kind of server, does not provide.
 */
public enum Metric {
    CPU("serverCpuMicrosPerEcho", Group.VERDICT, "CPU per echo", Unit.MICROSECONDS, Direction.LOWER_IS_BETTER,
            "CPU time of the server's process, divided by the echoes."),
    RATE("echoesPerSecond", Group.VERDICT, "Echoes per second", Unit.PER_SECOND, Direction.HIGHER_IS_BETTER,
            "Echoes of the messages that were due in the window."),
    RESPONSE_TIME_P50("responseTimeP50Micros", Group.VERDICT, "p50 response time", Unit.MICROSECONDS,
            Direction.LOWER_IS_BETTER, "Median time from the intended send of a message to the last byte of its echo."),
    RESPONSE_TIME_P99("responseTimeP99Micros", Group.VERDICT, "p99 response time", Unit.MICROSECONDS,
            Direction.LOWER_IS_BETTER, "One echo in a hundred took longer, from the intended send."),
    RESIDENT("serverResidentBytes", Group.VERDICT, "Resident memory", Unit.BYTES, Direction.LOWER_IS_BETTER,
            "Resident set of the server's process at the end of the window."),
    CAPACITY("capacityPerSecond", Group.VERDICT, "Capacity", Unit.PER_SECOND, Direction.HIGHER_IS_BETTER,
            "Highest rate of an open loop that the server held within the bound of --find-rate, after the window."),

    RESPONSE_TIME_P90("responseTimeP90Micros", Group.LATENCY, "p90 response time", Unit.MICROSECONDS,
            Direction.LOWER_IS_BETTER, "One echo in ten took longer, from the intended send."),
    RESPONSE_TIME_P999("responseTimeP999Micros", Group.LATENCY, "p99.9 response time", Unit.MICROSECONDS,
            Direction.LOWER_IS_BETTER, "One echo in a thousand took longer, from the intended send."),
    RESPONSE_TIME_MAX("responseTimeMaxMicros", Group.LATENCY, "Longest response time", Unit.MICROSECONDS,
            Direction.LOWER_IS_BETTER, "The longest time from an intended send to the last byte of the echo."),
    SERVICE_TIME_P50("serviceTimeP50Micros", Group.LATENCY, "p50 service time", Unit.MICROSECONDS,
            Direction.LOWER_IS_BETTER,
            "Median time from the actual send: it leaves out how long a due message waited."),
    SERVICE_TIME_P90("serviceTimeP90Micros", Group.LATENCY, "p90 service time", Unit.MICROSECONDS,
            Direction.LOWER_IS_BETTER, "One echo in ten took longer, from the actual send."),
    SERVICE_TIME_P99("serviceTimeP99Micros", Group.LATENCY, "p99 service time", Unit.MICROSECONDS,
            Direction.LOWER_IS_BETTER, "One echo in a hundred took longer, from the actual send."),
    SERVICE_TIME_P999("serviceTimeP999Micros", Group.LATENCY, "p99.9 service time", Unit.MICROSECONDS,
            Direction.LOWER_IS_BETTER, "One echo in a thousand took longer, from the actual send."),
    SERVICE_TIME_MAX("serviceTimeMaxMicros", Group.LATENCY, "Longest service time", Unit.MICROSECONDS,
            Direction.LOWER_IS_BETTER, "The longest time from an actual send to the last byte of the echo."),
    FAIRNESS("fairness", Group.LATENCY, "Fairness", Unit.NUMBER, Direction.HIGHER_IS_BETTER,
            "Echoes of the slowest twentieth of the sessions, divided by the mean: at 1 all get the same, at 0 some "
                    + "get none."),

    SESSIONS_UNSERVED("sessionsUnserved", Group.FIRST_ECHOES, "Sessions unserved", Unit.COUNT,
            Direction.LOWER_IS_BETTER,
            "Busy sessions without an echo in the window: the latencies are those of the others."),
    FIRST_ECHO("firstEchoMaxMillis", Group.FIRST_ECHOES, "Longest wait for a first echo", Unit.MILLISECONDS,
            Direction.LOWER_IS_BETTER, "When all sessions begin at once, before the warm-up."),
    PROBE_WAIT_P50("probeWaitP50Millis", Group.FIRST_ECHOES, "Probe sessions' median wait", Unit.MILLISECONDS,
            Direction.LOWER_IS_BETTER, "Probe sessions come one by one beside the full load, for one echo each."),
    PROBE_WAIT_MAX("probeWaitMaxMillis", Group.FIRST_ECHOES, "Probe sessions' longest wait", Unit.MILLISECONDS,
            Direction.LOWER_IS_BETTER, "A probe session without an echo counts with its wait until the window ended."),
    PROBES("probeSessions", Group.FIRST_ECHOES, "Probe sessions", Unit.COUNT, Direction.NEITHER,
            "Probe sessions that came in the window."),
    PROBES_UNSERVED("probeSessionsUnserved", Group.FIRST_ECHOES, "Probe sessions unserved", Unit.COUNT,
            Direction.LOWER_IS_BETTER, "Probe sessions without an echo when the window ended."),
    START_LATENCY_MEAN("startLatencyMeanMillis", Group.FIRST_ECHOES, "Start latency, mean", Unit.MILLISECONDS,
            Direction.LOWER_IS_BETTER,
            "From the start of a session's thread until it ran, over the life of our server."),
    START_LATENCY_MAX("startLatencyMaxMillis", Group.FIRST_ECHOES, "Start latency, longest", Unit.MILLISECONDS,
            Direction.LOWER_IS_BETTER, "The longest of these times."),

    SERVER_CPU("serverCpusBusy", Group.THREADS, "CPUs kept busy", Unit.NUMBER, Direction.NEITHER,
            "By the server's process."),
    THREADS("serverThreads", Group.THREADS, "OS threads", Unit.COUNT, Direction.NEITHER,
            "Threads of the server's process at the end of the window."),
    CARRIERS("serverCarriers", Group.THREADS, "Carriers", Unit.COUNT, Direction.NEITHER,
            "Carriers that our server's virtual threads had at the end of the window; from Java 24 on."),
    VOLUNTARY_SWITCHES("voluntarySwitchesPerEcho", Group.THREADS, "Voluntary switches per echo", Unit.NUMBER,
            Direction.LOWER_IS_BETTER, "A thread had to wait, and another one ran."),
    INVOLUNTARY_SWITCHES("involuntarySwitchesPerEcho", Group.THREADS, "Involuntary switches per echo", Unit.NUMBER,
            Direction.LOWER_IS_BETTER, "A thread could have continued, and another one was given the CPU."),
    THROTTLED_SHARE("serverThrottledShare", Group.THREADS, "CPU quota used up", Unit.SHARE, Direction.LOWER_IS_BETTER,
            "Share of the periods of the server's CPU quota in which it was used up."),
    THROTTLED("serverThrottledMillis", Group.THREADS, "Throttled time", Unit.MILLISECONDS, Direction.LOWER_IS_BETTER,
            "Time for which the server's CPUs waited for the next period of its quota, added up over them."),

    RESIDENT_PER_SESSION("serverResidentBytesPerSession", Group.MEMORY, "Resident memory per session", Unit.BYTES,
            Direction.LOWER_IS_BETTER, "Growth since before the sessions came; with 1,000 sessions or more."),
    HEAP_PER_SESSION("liveHeapBytesPerSession", Group.MEMORY, "Live heap per session", Unit.BYTES,
            Direction.LOWER_IS_BETTER, "Growth of the live heap, after full collections; with 1,000 sessions or more."),
    GC_PAUSES("gcPauses", Group.MEMORY, "GC pauses", Unit.COUNT, Direction.LOWER_IS_BETTER,
            "Pauses of a JVM that the run started."),
    GC_PAUSE_SHARE("gcPauseShare", Group.MEMORY, "Time in GC pauses", Unit.SHARE, Direction.LOWER_IS_BETTER,
            "Share of the window."),
    GC_PAUSE_MAX("gcLongestPauseMillis", Group.MEMORY, "Longest GC pause", Unit.MILLISECONDS,
            Direction.LOWER_IS_BETTER, "The longest of these pauses."),

    ECHOES("echoes", Group.LOAD, "Echoes", Unit.COUNT, Direction.NEITHER, "Echoes of messages due in the window."),
    TOTAL_ECHOES("totalEchoes", Group.LOAD, "Echoes in all", Unit.COUNT, Direction.NEITHER,
            "All echoes, with those of the warm-up and of probe sessions."),
    LOAD_CPU_PER_ECHO("loadCpuMicrosPerEcho", Group.LOAD, "Load CPU per echo", Unit.MICROSECONDS, Direction.NEITHER,
            "What the load generator spends to send, receive and verify one."),
    LOAD_CPU("loadCpusBusy", Group.LOAD, "Load CPUs kept busy", Unit.NUMBER, Direction.NEITHER,
            "By the load generator. If these are all that it has, echoes per second may show its own limit."),
    IN_FLIGHT("messagesInFlight", Group.LOAD, "Messages in flight", Unit.NUMBER, Direction.NEITHER,
            "Echoes per second times their mean response time (Little's law)."),
    STOLEN("stolenShare", Group.LOAD, "Stolen CPU", Unit.SHARE, Direction.LOWER_IS_BETTER,
            "Share of the machine's CPU time that its hypervisor gave to others."),
    WARMUP("warmupSeconds", Group.LOAD, "Warm-up", Unit.SECONDS, Direction.NEITHER,
            "Time until the trial was steady, or the longest that was allowed.");

    /** Ratios to the baseline are formed and tested for these; see {@link Plan#compared}. */
    public static final List<Metric> COMPARED = List.of(CPU, RATE, RESPONSE_TIME_P99, RESIDENT);

    /** What a reader judges a server by: the metrics that are compared, and the median. */
    public static final List<Metric> JUDGED = List.of(CPU, RATE, RESPONSE_TIME_P50, RESPONSE_TIME_P99, RESIDENT);

    /** Metrics that are shown together. */
    private enum Group {
        VERDICT("Verdict"),
        LATENCY("Latency"),
        FIRST_ECHOES("First echoes"),
        THREADS("Threads and CPU"),
        MEMORY("Memory and garbage collection"),
        LOAD("The load and the machine");

        private final String title;

        Group(String title) {
            this.title = title;
        }
    }

    /** The unit of a value as it is stored, and the format that shows it, with its name on the page. */
    private enum Unit {
        MICROSECONDS("µs", "micros", NumberFormat::micros),
        MILLISECONDS("ms", "millis", NumberFormat::millis),
        SECONDS("s", "seconds", seconds -> NumberFormat.millis(1000 * seconds)),
        BYTES("bytes", "bytes", NumberFormat::bytes),
        PER_SECOND("1/s", "rate", NumberFormat::rate),
        SHARE("", "percent", NumberFormat::percent),
        COUNT("", "count", NumberFormat::count),
        NUMBER("", "digits", NumberFormat::digits);

        private final String symbol;
        private final String format;
        private final DoubleFunction<String> text;

        Unit(String symbol, String format, DoubleFunction<String> text) {
            this.symbol = symbol;
            this.format = format;
            this.text = text;
        }
    }

    private final String key;
    private final Group group;
    private final String title;
    private final Unit unit;
    private final Direction direction;
    private final String doc;

    Metric(String key, Group group, String title, Unit unit, Direction direction, String doc) {
        this.key = key;
        this.group = group;
        this.title = title;
        this.unit = unit;
        this.direction = direction;
        this.doc = doc;
    }

    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    /** Returns what it means, in a sentence. */
    public String doc() {
        return doc;
    }

    /** Returns whether a shown difference of this metric is one for the better. */
    public boolean isBetter(Reading difference) {
        return (direction == Direction.LOWER_IS_BETTER) == (difference == Reading.LESS);
    }

    public Direction direction() {
        return direction;
    }

    /** The title as it reads within a sentence. */
    String inSentence() {
        boolean isWord = Character.isLowerCase(title.charAt(1));
        return isWord ? title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1) : title;
    }

    /** Returns the value of a trial; null if it has none. */
    public @Nullable Double of(Trial trial) {
        Number value = trial.result().metrics().get(key);
        return value == null ? null : value.doubleValue();
    }

    /** Returns a value with its unit: {@code 46.6 ms}. */
    public String text(double value) {
        return unit.text.apply(value);
    }

    /** Returns the catalogue as the page's data has it, in the order in which metrics are shown. */
    public static List<Map<String, Object>> catalogue() {
        return Stream.of(values()).map(Metric::description).toList();
    }

    private Map<String, Object> description() {
        var description = new LinkedHashMap<String, Object>();
        description.put("key", key);
        description.put("group", group.title);
        description.put("title", title);
        description.put("unit", unit.symbol);
        description.put("format", unit.format);
        description.put("direction", direction.name());
        description.put("compared", COMPARED.contains(this) || this == CAPACITY);
        description.put("doc", doc);
        return description;
    }
}
