package threadlab.demo.diagnose;

import java.util.List;
import java.util.Set;

/**
 * What a flight recording tells.
 *
 * @param blocked where virtual threads blocked and kept their carriers
 * @param blockedIds the virtual threads that did, and went on
 * @param sampled the virtual threads that were seen running
 * @param samples in how many samples a virtual thread was seen
 */
record Events(List<Blocked> blocked, Set<Long> blockedIds, List<Sampled> sampled, long samples) {

    /** Returns whether a virtual thread was seen to compute, or to go on after it had blocked. */
    boolean moved(long id) {
        return blockedIds.contains(id) || sampled.stream().anyMatch(each -> each.id() == id && each.computing() > 0);
    }
}
