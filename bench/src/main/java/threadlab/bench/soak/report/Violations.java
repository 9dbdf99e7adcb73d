package threadlab.bench.soak.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import threadlab.bench.soak.clients.VerifiedLoadReport;
import threadlab.bench.soak.drift.Drift;
import threadlab.bench.soak.drift.DriftVerdict;
import threadlab.bench.soak.drift.EndReasonBalance;
import threadlab.bench.soak.sampling.Residual;

/** All that keeps a soak from having held, a sentence each. Pure. */
final class Violations {
    private Violations() {
    }

    static List<String> of(SoakFindings findings, List<Drift> drifts) {
        List<String> problems = new ArrayList<>();
        drifts.stream().filter(drift -> drift.verdict() == DriftVerdict.DRIFTS)
                .forEach(drift -> problems.add("Drifts: " + rate(drift)));
        findings.leftovers().stream().filter(Residual::isLeft).forEach(left -> problems.add(String.format(Locale.ROOT,
                "Left after the load: %s, %,d where there were %,d before.", left.resource(), left.after(),
                left.before())));
        findings.accounts().stream().filter(account -> !account.isExplained())
                .forEach(account -> problems.add(unexplained(account)));
        findings.load().honest().forEach(load -> honest(load, findings.cutShort(), problems));
        findings.load().rude().stream().filter(crowd -> crowd.surprises() > 0)
                .forEach(crowd -> problems.add(String.format(Locale.ROOT,
                        "%,d rude clients saw what they had not provoked; the first of %s.", crowd.surprises(),
                        crowd.firstSurprise())));
        findings.troubles().forEach(trouble -> problems.add(sentence(trouble)));
        return problems;
    }

    private static String unexplained(EndReasonBalance account) {
        return String.format(Locale.ROOT, "%,d sessions ended by %s, and the clients gave reason for %,d.",
                account.closed(), account.reason(), account.provoked());
    }

    private static void honest(VerifiedLoadReport load, boolean cutShort, List<String> problems) {
        if (load.failed() > 0) {
            problems.add(String.format(Locale.ROOT, "%,d honest sessions of %s failed; the first: %s.", load.failed(),
                    load.kind(), load.firstFailure()));
        } else if (load.echoes() == 0 && !cutShort) {
            problems.add("The honest sessions of " + load.kind() + " had no echo"
                    + (load.firstFailure() == null ? "." : ": " + load.firstFailure() + "."));
        }
    }

    /** The end of a sentence. */
    static String rate(Drift drift) {
        return String.format(Locale.ROOT, "%s, %s a minute (%s), %s over the steady part.", drift.resource(),
                UnitFormat.change(drift.unit(), drift.perMinute()), UnitFormat.range(drift),
                UnitFormat.change(drift.unit(), drift.rise()));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String sentence(String trouble) {
        return capital(trouble) + ".";
    }
}
