package threadlab.bench.compare;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the session threads of our server took from their start until they ran, as its last line reports it. */
record ReportedStartLatency(double meanMillis, double maxMillis) {
    private static final Pattern FORM = Pattern
            .compile("start latency ([0-9.]+) ms on average, ([0-9.]+) ms at most");

    /** Returns nothing if the line does not report it. */
    static Optional<ReportedStartLatency> in(String line) {
        Matcher found = FORM.matcher(line);
        return found.find()
                ? Optional.of(
                        new ReportedStartLatency(Double.parseDouble(found.group(1)),
                                Double.parseDouble(found.group(2))))
                : Optional.empty();
    }
}
