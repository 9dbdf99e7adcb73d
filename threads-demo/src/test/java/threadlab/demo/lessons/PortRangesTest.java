package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.PortRanges.Attempt;
import threadlab.demo.lessons.PortRanges.Finding;
import threadlab.demo.lessons.frame.Verdict;

class PortRangesTest {
    private static final Attempt IN_USE = new Attempt("127.0.0.1", 40_000, "in use");

    private final PortRanges lesson = new PortRanges(8);

    @Test
    void aProcessHasManyPortsFromTheRangeOfTheSystem() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.given()).hasSize(8).doesNotHaveDuplicates().allMatch(port -> port > 0);
        found.range().ifPresent(range -> assertThat(found.given()).allMatch(
                port -> range.first() <= port && port <= range.last()));
    }

    @Test
    void aBindIsRefusedForUseOrAddressOrPrivilege() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(List.of(found.inUse(), found.foreign())).noneMatch(Attempt::isAllowed);
        assertThat(found.foreign().isLike(found.inUse())).isFalse();
        if (found.low().isAllowed()) {
            found.privilege().ifPresent(privilege -> assertThat(
                    privilege.held() || found.low().port() >= privilege.from()).isTrue());
        }
    }

    @Test
    void famousPortsAreFreeToAllUnlessInUse() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.famous()).hasSize(3)
                .allMatch(attempt -> attempt.isAllowed() || attempt.isLike(found.inUse()));
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS_WITH_A_LIMIT);
    }

    @Test
    void claimHoldsIfFamousPortsAreKeptFromUs() {
        assertThat(verdict(50_000, new Attempt("127.0.0.1", 3306, "reserved"))).isEqualTo(Verdict.HOLDS);
        assertThat(verdict(50_000, new Attempt("127.0.0.1", 3306, "in use"))).isEqualTo(Verdict.HOLDS_WITH_A_LIMIT);
    }

    @Test
    void claimFallsIfWellKnownPortsAreGivenAtRandom() {
        assertThat(verdict(443, new Attempt("127.0.0.1", 3306, "reserved"))).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    private Verdict verdict(int given, Attempt famous) {
        return lesson.outcome(new Finding(List.of(given), Optional.empty(), IN_USE, IN_USE, IN_USE, Optional.empty(),
                List.of(famous))).verdict();
    }
}
