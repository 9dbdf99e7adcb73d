package threadlab.demo.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import threadlab.support.Counted;

/** Virtual threads block and keep their carriers: pinned, or in a call for which the JDK adds a carrier. */
final class HeldSign extends Sign {
    /** Share of the time of one carrier. Less is usual: a class that is loaded late holds a carrier too. */
    private static final double SHARE = 0.05;
    /** More carriers than the parallelism. One or two were added for a class that was loaded, and stay for a while. */
    private static final int ADDED = 3;
    private static final int MOST_SHOWN = 3;

    HeldSign() {
        super(20, "calls that hold a carrier");
    }

    @Override
    Finding judge(Facts facts) {
        if (StuckSign.holds(facts)) {
            return noSign("besides those that are stuck for good");
        }
        List<String> evidence = new ArrayList<>();
        blocked(facts, evidence);
        facts.standing().stream().limit(MOST_SHOWN)
                .forEach(each -> evidence.add(Evidence.standing(each.thread()) + " stood on its carrier all the time"));
        int added = Math.min(facts.carriers(facts.first()).size(), facts.carriers(facts.second()).size())
                - facts.parallelism();
        if (added >= ADDED) {
            evidence.add(Counted.of(added, "carrier") + " more than the parallelism of " + facts.parallelism()
                    + ": the JDK added them for others that are held");
        }
        if (!evidence.isEmpty()) {
            return sign(evidence);
        }
        return facts.events() == null
                ? cannotTell("no virtual thread stood on a carrier all the time; shorter times need a flight recording")
                : noSign("virtual threads blocked on their carriers for " + millis(total(facts.events()))
                        + " added up");
    }

    private static void blocked(Facts facts, List<String> evidence) {
        Events events = facts.events();
        if (events == null || total(events) < SHARE * facts.watched().toNanos()) {
            return;
        }
        events.blocked().stream().sorted(Comparator.comparing(Blocked::total).reversed()).limit(MOST_SHOWN)
                .forEach(each -> evidence.add(each.how() + " " + Counted.of(each.times(), "time") + ", "
                        + millis(each.total().toNanos()) + " added up, at " + each.place()));
    }

    private static double total(Events events) {
        return events.blocked().stream().mapToDouble(each -> each.total().toNanos()).sum();
    }

    private static String millis(double nanos) {
        return String.format(Locale.ROOT, "%,.0f ms", nanos / 1e6);
    }
}
