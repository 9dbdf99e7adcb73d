package threadlab.bench.compare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the threads of our server's sessions waited from their start until they ran, as its last line tells. */
record ReportedStartLatency(double meanMillis, double maxMillis) {
    private static final Pattern FORM = Pattern
            .compile("start latency ([0-9.]+) ms on average, ([0-9.]+) ms at most");

    /** Null where it does not tell. */
    static ReportedStartLatency in(String line) {
        Matcher found = FORM.matcher(line);
        return found.find()
                ? new ReportedStartLatency(Double.parseDouble(found.group(1)), Double.parseDouble(found.group(2)))
                : null;
    }
}
