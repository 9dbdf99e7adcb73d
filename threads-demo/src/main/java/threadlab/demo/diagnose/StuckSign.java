package threadlab.demo.diagnose;

import java.util.ArrayList;
import java.util.List;
import threadlab.demo.diagnose.Facts.Standing;
import threadlab.support.Counted;

/** All carriers are held by virtual threads that do nothing, so that no other virtual thread runs. */
final class StuckSign extends Sign {
    private static final int MOST_SHOWN = 3; // of a kind: a reader looks for the place, and not for all threads

    StuckSign() {
        super(15, "all carriers stuck");
    }

    /** Returns whether nothing but the threads that stand on the carriers could free one. */
    static boolean holds(Facts facts) {
        List<Standing> standing = facts.standing();
        return standing.size() >= facts.parallelism() && standing.size() == facts.carriers(facts.second()).size()
                && (facts.readyWithoutCarrier() > 0 || !facts.tellsWhoIsReady());
    }

    @Override
    Finding judge(Facts facts) {
        List<Standing> standing = facts.standing();
        if (!holds(facts)) {
            return noSign(Counted.of(standing.size(), "virtual thread") + " stood on a carrier all the time, and "
                    + Counted.of(facts.carriers(facts.second()).size() - standing.size(), "carrier") + " moved");
        }
        List<String> evidence = new ArrayList<>();
        evidence.add(Counted.of(standing.size(), "carrier") + " of a parallelism of " + facts.parallelism()
                + ": each holds a virtual thread that stood still all the time");
        standing.stream().limit(MOST_SHOWN).forEach(each -> evidence.add(Evidence.standing(each.thread())));
        if (facts.tellsWhoIsReady()) {
            evidence.add(Counted.of(facts.readyWithoutCarrier(), "virtual thread") + " could run, and no carrier is "
                    + "free");
        } else {
            evidence.add("JDK " + facts.java() + " does not tell which virtual threads could run");
        }
        facts.second().virtuals().stream().filter(VirtualThreadSeen::isReadyWithoutCarrier).limit(MOST_SHOWN)
                .forEach(thread -> evidence.add("ready: " + Evidence.thread(thread)));
        return sign(evidence);
    }
}
