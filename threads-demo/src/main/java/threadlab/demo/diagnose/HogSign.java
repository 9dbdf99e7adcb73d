package threadlab.demo.diagnose;

import java.util.ArrayList;
import java.util.List;
import threadlab.support.Counted;

/** A virtual thread computes without end, and those that wait for its carrier do not run: they have no time slices. */
final class HogSign extends Sign {
    /** Share of a carrier's samples, if all carriers have as many. A thread that never leaves its carrier has 1. */
    private static final double SHARE = 0.5;
    /** In that many samples, one that blocks at all is seen to block, and chance is small. */
    private static final int MIN_SAMPLES = 15;

    HogSign() {
        super(19, "a virtual thread that computes while others wait");
    }

    @Override
    Finding judge(Facts facts) {
        Events events = facts.events();
        if (events == null) {
            return cannotTell("it needs samples of a flight recording");
        }
        List<Sampled> hogs = hogs(facts, events);
        boolean others = facts.readyWithoutCarrier() > 0;
        if (hogs.isEmpty() || !others && (facts.tellsWhoIsReady() || hogs.size() < facts.parallelism())) {
            return noSign(Counted.of(hogs.size(), "virtual thread") + " computed all the time, and at least "
                    + Counted.of(facts.readyWithoutCarrier(), "virtual thread") + " had no carrier in both dumps");
        }
        List<String> evidence = new ArrayList<>();
        hogs.forEach(hog -> evidence.add(Evidence.name(hog.id(), hog.name()) + " kept its carrier and computed in "
                + Counted.of(hog.samples(), "sample") + " of " + events.samples() + ", mostly at " + hog.place()));
        evidence.add(others
                ? "at least " + Counted.of(facts.readyWithoutCarrier(), "virtual thread")
                        + " could run and had no carrier, in both dumps"
                : "JDK " + facts.java() + " does not tell who waits for the carriers, but no carrier is left");
        return sign(evidence);
    }

    /** Returns those that were on the same carrier in both snapshots, and did nothing between them but to compute. */
    private static List<Sampled> hogs(Facts facts, Events events) {
        var before = facts.first().busyCarriers();
        var after = facts.second().busyCarriers();
        return events.sampled().stream()
                .filter(thread -> thread.samples() >= MIN_SAMPLES && thread.computing() == thread.samples())
                .filter(thread -> thread.samples() >= SHARE * events.samples() / facts.parallelism())
                .filter(thread -> before.containsKey(thread.id()) && after.containsKey(thread.id())
                        && before.get(thread.id()).id() == after.get(thread.id()).id())
                .toList();
    }
}
