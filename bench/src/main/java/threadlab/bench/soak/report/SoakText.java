package threadlab.bench.soak.report;

import java.util.Locale;
import threadlab.bench.soak.drift.Drift;
import threadlab.client.cli.CommandLines;

/** A soak for a terminal. Pure. */
public final class SoakText {
    private static final String RESOURCES = "%-22s %12s %14s   %-26s %s%n";
    private static final String ENDS = "%-22s %12s %14s   %s%n";

    private SoakText() {
    }

    public static String of(Soak soak) {
        var text = new StringBuilder(line(RESOURCES, "resource", "level", "a minute", "interval", "verdict"));
        soak.drifts().forEach(drift -> text.append(row(drift)));
        if (!soak.leftovers().isEmpty()) {
            text.append('\n').append(line(ENDS, "after the load", "before", "after", ""));
            soak.leftovers().forEach(left -> text.append(line(ENDS, left.resource(), number(left.before()),
                    number(left.after()),
                    left.before() == null ? "not told" : left.isLeft() ? "LEFT" : "nothing left")));
            text.append('\n').append(line(ENDS, "sessions ended by", "the server", "provoked", ""));
            soak.accounts().forEach(account -> text.append(line(ENDS, account.reason(), number(account.closed()),
                    number(account.provoked()), account.isExplained() ? "explained" : "UNEXPLAINED")));
        }
        text.append('\n');
        soak.answer().forEach(sentence -> text.append(CommandLines.printable(sentence)).append('\n'));
        return text.toString();
    }

    private static String row(Drift drift) {
        return drift.perMinute() == null
                ? line(RESOURCES, drift.resource(), drift.level() == null ? "-" : level(drift), "-", "-", words(drift))
                : line(RESOURCES, drift.resource(), level(drift), UnitFormat.change(drift.unit(), drift.perMinute()),
                        UnitFormat.range(drift), words(drift));
    }

    private static String level(Drift drift) {
        return UnitFormat.text(drift.unit(), drift.level());
    }

    private static String words(Drift drift) {
        return switch (drift.verdict()) {
            case DRIFTS -> "DRIFTS";
            case WITHIN_TOLERANCE -> "rises within the tolerance";
            case FALLS -> "falls";
            case NO_DRIFT_SHOWN -> "no drift shown; " + UnitFormat.change(drift.unit(), drift.visiblePerMinute())
                    + " a minute would be";
            case TOO_SHORT -> "too few samples";
            case NOT_TOLD -> "not told here";
        };
    }

    private static String number(Long number) {
        return number == null ? "-" : String.format(Locale.ROOT, "%,d", number);
    }

    private static String line(String form, Object... cells) {
        return String.format(Locale.ROOT, form, cells).stripTrailing() + "\n";
    }
}
