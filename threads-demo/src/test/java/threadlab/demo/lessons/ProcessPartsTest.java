package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.ProcessParts.Finding;
import threadlab.demo.lessons.ProcessParts.Mapping;
import threadlab.demo.lessons.ProcessParts.Registers;
import threadlab.demo.lessons.frame.Verdict;

class ProcessPartsTest {
    private static final Mapping CODE = new Mapping(0x1000, 0x2000, "r-xp", "program", 0x1000);
    private static final Mapping DATA = new Mapping(0x2000, 0x3000, "rw-p", "program", 0x1000);
    private static final Mapping HEAP = new Mapping(0x3000, 0x4000, "rw-p", "[heap]", 0x1000);
    private static final Mapping STACK = new Mapping(0x5000, 0x6000, "rw-p", "[stack]", 0x1000);
    private static final Mapping OTHER_STACK = new Mapping(0x7000, 0x8000, "rw-p", "", 0x1000);

    private final ProcessParts lesson = new ProcessParts();

    @Test
    void codeDataAndHeapAreFoundInThisProcess() throws Exception {
        Finding found = Trial.of(lesson);

        assertThat(found.mappings()).anyMatch(in(found.program()).and(Mapping::isCode))
                .anyMatch(mapping -> mapping.file().contains(".so") && mapping.isWritable())
                .anyMatch(in("[stack]").and(Mapping::isWritable));
        assertThat(found.mappings()).allMatch(mapping -> mapping.residentBytes() <= mapping.bytes())
                .anyMatch(mapping -> mapping.residentBytes() > 0);
        assertThat(at(found.loader(), found).file()).as("where the kernel put the dynamic loader").startsWith("ld");
        assertThat(lesson.outcome(found).verdict()).isEqualTo(Verdict.HOLDS_WITH_A_LIMIT);
    }

    @Test
    void eachBlockedThreadHasAStackOfItsOwnAndStandsInCode() throws Exception {
        Finding found = Trial.of(lesson);
        assumeThat(found.registers()).as("the kernel tells the registers").hasSize(3);

        assertThat(found.registers()).extracting(thread -> at(thread.stackPointer(), found)).doesNotHaveDuplicates()
                .allMatch(Mapping::isWritable);
        assertThat(found.registers()).extracting(thread -> at(thread.programCounter(), found))
                .allMatch(Mapping::isCode);
    }

    @Test
    void mappingsAreReadFromWhatTheKernelWrites() {
        assertThat(ProcessParts.mappings("""
                7f4f08161000-7f4f082b7000 r-xp 00026000 fe:00 339380     /usr/lib/libc.so.6
                Size:               1368 kB
                Rss:                1000 kB
                Pss:                  20 kB
                7f4f08310000-7f4f0831d000 rw-p 00000000 00:00 0\s
                Rss:                   8 kB
                ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0  [vsyscall]
                Rss:                   0 kB
                """.lines().toList())).containsExactly(
                new Mapping(0x7f4f08161000L, 0x7f4f082b7000L, "r-xp", "libc.so.6", 1000 << 10),
                new Mapping(0x7f4f08310000L, 0x7f4f0831d000L, "rw-p", "", 8 << 10),
                new Mapping(0xffffffffff600000L, 0xffffffffff601000L, "--xp", "[vsyscall]", 0));
    }

    @Test
    void claimHoldsAsItStandsForOneStackAndCodeThatIsAllInMemory() {
        assertThat(verdict(List.of(), CODE, DATA, HEAP, STACK)).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void aSecondStackIsALimit() {
        assertThat(verdict(List.of(new Registers("first", 0x5100, 0x1100), new Registers("second", 0x7100, 0x1100)),
                CODE, DATA, HEAP, STACK, OTHER_STACK)).isEqualTo(Verdict.HOLDS_WITH_A_LIMIT);
    }

    @Test
    void codeThatIsNotAllInMemoryIsALimit() {
        assertThat(verdict(List.of(), CODE.with(0), DATA, HEAP, STACK)).isEqualTo(Verdict.HOLDS_WITH_A_LIMIT);
    }

    @Test
    void claimFallsIfAPartIsMissing() {
        assertThat(verdict(List.of(), CODE, DATA, STACK)).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(List.of(), CODE, HEAP, STACK)).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(List.of(), DATA, HEAP, STACK)).isEqualTo(Verdict.DOES_NOT_HOLD);
        assertThat(verdict(List.of(), CODE, DATA, HEAP)).isEqualTo(Verdict.DOES_NOT_HOLD);
    }

    private Verdict verdict(List<Registers> registers, Mapping... mappings) {
        return lesson.outcome(new Finding(List.of(mappings), "program", 0, 0, registers)).verdict();
    }

    private static Predicate<Mapping> in(String file) {
        return mapping -> mapping.file().equals(file);
    }

    private static Mapping at(long address, Finding found) {
        return found.mappings().stream().filter(mapping -> mapping.holds(address)).findFirst().orElseThrow();
    }
}
