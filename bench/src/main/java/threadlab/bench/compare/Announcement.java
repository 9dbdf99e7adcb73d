package threadlab.bench.compare;

import java.time.Duration;
import java.util.List;
import threadlab.bench.process.RunFolder;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.NumberFormat;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.RunRecord;
import threadlab.support.Counted;
import threadlab.support.PrintableText;

/** The lines before a run begins: the candidates, their loads, and how long it takes. */
final class Announcement {
    private Announcement() {
    }

    static String of(RunRecord begun, Duration budget, RunFolder folder) {
        Plan plan = begun.plan();
        int done = begun.trials().size();
        return String.join(", ", plan.candidatesAndControl()) + "; each at " + loads(plan) + ", " + rounds(plan)
                + (done == 0 ? "" : ", of which " + Counted.of(done, "trial") + " are there") + "; "
                + time(plan, done, budget) + "; into " + PrintableText.of(folder.path().toString());
    }

    private static String loads(Plan plan) {
        if (plan.map() != null) {
            return Counted.of(plan.loadPoints().size(), "cell") + " of a map and others between them, with "
                    + NumberFormat.sessions(plan.loadPoints().getFirst().sessions());
        }
        return plan.series().size() == 1
                ? NumberFormat.sessions(plan.loadPoints().stream().map(LoadPoint::sessions).toList())
                : Counted.of(plan.loadPoints().size(), "load");
    }

    private static String rounds(Plan plan) {
        List<Integer> looks = plan.rule().looks();
        return looks.isEmpty()
                ? Counted.of(plan.rounds(), "round")
                : looks.getFirst() + " to " + Counted.of(plan.rounds(), "round");
    }

    /** How long the rest of the run takes: one value if the budget ends before the first look does. */
    static String time(Plan plan, int done, Duration budget) {
        List<Integer> looks = plan.rule().looks();
        int trials = plan.trials().size();
        int fewest = looks.isEmpty() ? trials : trials / plan.rounds() * looks.getFirst();
        Duration least = plan.expected(Math.max(0, fewest - done));
        boolean mayTakeLonger = (!looks.isEmpty() || plan.map() != null) && least.compareTo(budget) < 0;
        String shortest = CompareMain.time(least);
        String longest = mayTakeLonger ? CompareMain.time(budget) : shortest;
        if (least.isZero()) { // a run that goes on may have done enough already
            return "up to " + longest;
        }
        return "about " + (shortest.equals(longest) ? shortest : shortest + " to " + longest);
    }
}
