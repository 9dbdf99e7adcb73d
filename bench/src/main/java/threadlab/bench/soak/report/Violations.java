package threadlab.bench.soak.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import threadlab.bench.soak.clients.VerifiedLoadReport;
import threadlab.bench.soak.drift.Drift;
import threadlab.bench.soak.drift.DriftVerdict;
import threadlab.bench.soak.sampling.Residual;

/** Finds the reasons why a soak did not hold. */
final class Violations {
    private Violations() {
    }

    /** Returns one sentence for each. */
    static List<String> of(SoakObservations observed, List<Drift> drifts) {
        List<String> violations = new ArrayList<>();
        drifts.stream().filter(drift -> drift.verdict() == DriftVerdict.DRIFTS)
                .forEach(drift -> violations.add("Drifts: " + rate(drift)));
        observed.residuals().stream().filter(Residual::isLeft)
                .forEach(residual -> violations.add(format("Left after the load: %s, %,d where there were %,d before.",
                        residual.resource(), residual.after(), residual.before())));
        observed.endReasons().stream().filter(balance -> !balance.isBalanced())
                .forEach(balance -> violations.add(format("The server ended %,d sessions with %s, expected were %,d.",
                        balance.closed(), balance.reason(), balance.expected())));
        observed.clients().verified().forEach(load -> addVerified(load, observed.cutShort(), violations));
        observed.clients().misbehaving().stream().filter(group -> group.unexpected() > 0)
                .forEach(group -> violations.add(format("%,d of the misbehaving clients had an unexpected outcome;"
                        + " the first: %s.", group.unexpected(), group.firstUnexpected())));
        observed.serverErrors().forEach(error -> violations.add(capitalized(error) + "."));
        return violations;
    }

    private static void addVerified(VerifiedLoadReport load, boolean cutShort, List<String> violations) {
        String first = load.failures().first();
        if (load.failures().total() > 0) {
            violations.add(format("%,d verified sessions of %s failed; the first: %s.", load.failures().total(),
                    load.kind(), first));
        } else if (load.echoes() == 0 && !cutShort) {
            violations.add("The verified sessions of " + load.kind() + " had no echo"
                    + (first == null ? "." : ": " + first + "."));
        }
    }

    /** Returns the end of a sentence about a drift, which must have a trend. */
    static String rate(Drift drift) {
        String unit = drift.unit();
        Drift.Rate trend = Objects.requireNonNull(drift.trend());
        return format("%s, %s per minute (%s), %s over the steady state.", drift.resource(),
                UnitFormat.change(unit, trend.perMinute()), UnitFormat.interval(unit, trend),
                UnitFormat.change(unit, trend.rise()));
    }

    private static String format(String form, @Nullable Object... values) {
        return String.format(Locale.ROOT, form, values);
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
