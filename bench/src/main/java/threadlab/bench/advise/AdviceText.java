package threadlab.bench.advise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import threadlab.bench.verdict.NumberFormat;
import threadlab.support.cli.Terminal;

/** Formats an advice for a terminal: a line for each figure, with its arithmetic, and the sentences under them. */
final class AdviceText {
    private static final String ROW = "%-18s %18s   %s";
    private static final int ARITHMETIC_AT = 40;

    private AdviceText() {
    }

    /** @param columns of the longest line */
    static String of(Advice advice, int columns) {
        String rows = rows(advice.figures(), advice.laws()).stream()
                .map(row -> Terminal.wrapped(row, columns, ARITHMETIC_AT) + "\n").collect(Collectors.joining());
        String sentences = advice.sentences().stream().map(sentence -> Terminal.wrapped(sentence, columns, 0) + "\n")
                .collect(Collectors.joining());
        return rows + "\n" + sentences + "\n" + test(advice);
    }

    private static String test(Advice advice) {
        String command = advice.compare();
        return command == null
                ? "There is no recipe for it: recipes take 10 s at most, and waits below 1 ms are none.\n"
                : "This tests it here, with the CPUs of this machine:\n\n  "
                        + command.replace(" --thread-model", " \\\n    --thread-model") + "\n";
    }

    private static List<String> rows(Figures figures, Laws laws) {
        String rate = Figures.text(figures.ratePerSecond()) + " requests/s";
        String latency = time(figures.latencyMillis());
        String cpu = time(laws.cpuMillis());
        String thread = time(laws.threadMillis());
        String pool = NumberFormat.count(figures.pool()) + " threads";
        String cpus = Figures.text(figures.cpus()) + " CPUs";
        String busy = Figures.text(figures.cpusBusy());
        List<String> rows = new ArrayList<>();
        rows.add(row("CPU a request", cpu, busy + " CPUs busy / " + rate));
        rows.add(row("in flight", requests(laws.inFlight()), rate + " x " + latency));
        boolean isQueued = laws.inFlight() > figures.pool();
        if (isQueued) {
            rows.add(row("queue for a thread", time(figures.latencyMillis() - laws.threadMillis()),
                    latency + " - " + thread));
        }
        rows.add(row("in a thread", thread, isQueued ? pool + " / " + rate : "the latency"));
        rows.add(row("waiting in it", time(laws.waitMillis()), thread + " - " + cpu + "; the CPU is "
                + NumberFormat.wholePercent(laws.cpuMillis() / laws.threadMillis())));
        if (laws.expectedThreadMillis() != null && figures.quietLatencyMillis() != null) {
            String quiet = time(figures.quietLatencyMillis());
            rows.add(row("at most expected", time(laws.expectedThreadMillis()), quiet + " when quiet + "
                    + time(laws.expectedThreadMillis() - figures.quietLatencyMillis()) + " for a CPU"));
        }
        rows.add(row("bound of the pool", perSecond(laws.poolBoundPerSecond()), pool + " / " + thread));
        rows.add(row("pool in use", NumberFormat.wholePercent(laws.poolUse()),
                NumberFormat.digits(Math.min(laws.inFlight(), figures.pool())) + " of " + pool));
        rows.add(row("bound of the CPUs", perSecond(laws.cpuBoundPerSecond()), cpus + " / " + cpu));
        rows.add(row("CPUs in use", NumberFormat.wholePercent(laws.cpuUse()), busy + " of " + cpus));
        rows.add(row("CPUs are full with", requests(laws.inFlightAtCpuBound()),
                perSecond(laws.cpuBoundPerSecond()) + " x " + thread));
        return rows;
    }

    private static String row(String name, String value, String arithmetic) {
        return String.format(Locale.ROOT, ROW, name, value, arithmetic);
    }

    private static String time(double millis) {
        return NumberFormat.micros(1000 * millis);
    }

    private static String perSecond(double rate) {
        return NumberFormat.digits(rate) + " requests/s";
    }

    private static String requests(double number) {
        return NumberFormat.digits(number) + " requests";
    }
}
