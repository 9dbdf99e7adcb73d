package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.demo.lessons.LoopbackAndWildcard.LOOPBACK;
import static threadlab.demo.lessons.LoopbackAndWildcard.LOOPBACK_6;
import static threadlab.demo.lessons.LoopbackAndWildcard.WILDCARD;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.LoopbackAndWildcard.Answer;
import threadlab.demo.lessons.LoopbackAndWildcard.Finding;
import threadlab.demo.lessons.LoopbackAndWildcard.Visit;
import threadlab.demo.lessons.frame.Verdict;

class LoopbackAndWildcardTest {
    private static final String OWN = "192.0.2.1";

    private final LoopbackAndWildcard lesson = new LoopbackAndWildcard();

    @Test
    void loopbackIsOneAddressAndTheWildcardAllOfIpv4() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.clients(LOOPBACK, true)).containsExactly(LOOPBACK);
        assertThat(found.clients(WILDCARD, true)).contains(LOOPBACK).containsAll(found.own().stream().toList())
                .doesNotContain(LOOPBACK_6);
        assertThat(lesson.outcome(found).verdict()).isIn(Verdict.HOLDS, Verdict.HOLDS_WITH_A_LIMIT);
    }

    @Test
    void claimHoldsWhereTheWildcardHasAllNetworks() {
        assertThat(verdict(Answer.REFUSED, Answer.SERVED, OWN)).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void claimIsLimitedToIpv4() {
        assertThat(verdict(Answer.REFUSED, Answer.REFUSED, LOOPBACK_6)).isEqualTo(Verdict.HOLDS_WITH_A_LIMIT);
    }

    @Test
    void claimFallsIfLoopbackIsReachedOnAnotherNetwork() {
        assertThat(verdict(Answer.SERVED, Answer.SERVED, OWN)).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    @Test
    void claimFallsIfTheWildcardMissesANetwork() {
        assertThat(verdict(Answer.REFUSED, Answer.REFUSED, OWN)).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    /** What is said of clients of two servers, who were all served on 127.0.0.1, and so on another address. */
    private Verdict verdict(Answer ofLoopback, Answer ofWildcard, String other) {
        return lesson.outcome(new Finding(Optional.of(OWN), List.of(
                new Visit(LOOPBACK, LOOPBACK, Answer.SERVED), new Visit(LOOPBACK, other, ofLoopback),
                new Visit(WILDCARD, LOOPBACK, Answer.SERVED), new Visit(WILDCARD, other, ofWildcard)))).verdict();
    }
}
