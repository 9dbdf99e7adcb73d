package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.server.ModelName;
import threadlab.server.ThreadModel;

/** What happens where no control group can be made. */
class CpuGroupsTest {
    private static final CpuAffinity AFFINITY = new CpuAffinity("0,1,4", "2,3", null);
    private static final Candidate PLAIN = Candidate.ours(ModelName.of(ThreadModel.VIRTUAL));

    private static Candidate limited(double cpus) {
        return PLAIN.with(new CpuLimit(cpus, List.of()));
    }

    private static List<Candidate> pinned(CpuAffinity affinity, List<String> remarks, Candidate... candidates)
            throws IOException {
        List<CpuLimit> limits = List.of(candidates).stream().map(Candidate::limit).toList();
        return CpuGroups.pinned(List.of(candidates), affinity, limits, "not allowed", remarks);
    }

    @Test
    void wholeNumbersOfCpusAreKeptByTaskset() throws IOException {
        List<String> remarks = new ArrayList<>();
        List<Candidate> pinned = pinned(AFFINITY, remarks, limited(1), limited(2));
        assertThat(pinned).extracting(Candidate::name).containsExactly("virtual@1cpu", "virtual@2cpu");
        assertThat(pinned.getFirst().command(List.of(), null)).startsWith("taskset", "-c", "0")
                .endsWith(PLAIN.command(List.of(), null).getLast());
        assertThat(pinned.getLast().command(List.of(), null)).startsWith("taskset", "-c", "0,1");
        assertThat(remarks).singleElement().asString().contains("by taskset").contains("not allowed");
    }

    @Test
    void aPartOfACpuIsRefusedAndSoIsAllWithoutTaskset() {
        assertThatIOException().isThrownBy(() -> pinned(AFFINITY, new ArrayList<>(), limited(1), limited(0.5)))
                .withMessageStartingWith("cpus is 0.5, and no control group with that quota can be made: not allowed");
        assertThatIOException()
                .isThrownBy(() -> pinned(CpuAffinity.none("there is none"), new ArrayList<>(), limited(1)))
                .withMessageStartingWith("cpus is 1, and no control group");
    }
}
