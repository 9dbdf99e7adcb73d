package threadlab.bench.soak.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import threadlab.bench.soak.drift.Drift;
import threadlab.bench.soak.sampling.Residual;
import threadlab.support.PrintableText;

/** Formats a soak for a terminal. */
public final class SoakText {
    private static final String DRIFTS = "%-22s %12s %14s   %-26s %s%n";
    private static final String COUNTS = "%-22s %12s %14s   %s%n";

    private SoakText() {
    }

    /** Returns the tables, and the findings under them. */
    public static String of(Soak soak) {
        Soak.Verdict verdict = soak.verdict();
        var text = new StringBuilder(line(DRIFTS, "resource", "level", "per minute", "interval", "verdict"));
        verdict.drifts().forEach(drift -> text.append(row(drift)));
        if (!verdict.residuals().isEmpty()) {
            text.append('\n').append(line(COUNTS, "after the load", "before", "after", ""));
            verdict.residuals().forEach(residual -> text.append(row(residual)));
            text.append('\n').append(line(COUNTS, "sessions ended by", "the server", "expected", ""));
            verdict.endReasons().forEach(balance -> text.append(line(COUNTS, balance.reason(),
                    number(balance.closed()), number(balance.expected()),
                    balance.isBalanced() ? "as expected" : "NOT AS EXPECTED")));
        }
        text.append('\n');
        verdict.findings().forEach(finding -> text.append(PrintableText.of(finding)).append('\n'));
        return text.toString();
    }

    private static String row(Drift drift) {
        String level = drift.level() == null ? "-" : UnitFormat.level(drift.unit(), drift.level());
        Drift.Rate trend = drift.trend();
        return trend == null
                ? line(DRIFTS, drift.resource(), level, "-", "-", verdict(drift))
                : line(DRIFTS, drift.resource(), level, UnitFormat.change(drift.unit(), trend.perMinute()),
                        UnitFormat.interval(drift.unit(), trend), verdict(drift));
    }

    private static String row(Residual residual) {
        String verdict = residual.before() == null ? "unknown" : residual.isLeft() ? "LEFT" : "nothing left";
        return line(COUNTS, residual.resource(), number(residual.before()), number(residual.after()), verdict);
    }

    private static String verdict(Drift drift) {
        return switch (drift.verdict()) {
            case DRIFTS -> "DRIFTS";
            case WITHIN_TOLERANCE -> "rises within the tolerance";
            case FALLS -> "falls";
            case NO_DRIFT_SHOWN -> "no drift shown" + detectable(drift);
            case TOO_SHORT -> "too short to tell" + detectable(drift);
            case UNKNOWN -> "unknown on this system";
        };
    }

    private static String detectable(Drift drift) {
        Double perMinute = drift.detectablePerMinute();
        return perMinute == null ? "" : "; " + UnitFormat.change(drift.unit(), perMinute) + " per minute would be";
    }

    private static String number(@Nullable Long number) {
        return number == null ? "-" : String.format(Locale.ROOT, "%,d", number);
    }

    private static String line(String form, Object... cells) {
        return String.format(Locale.ROOT, form, cells).stripTrailing() + "\n";
    }
}
