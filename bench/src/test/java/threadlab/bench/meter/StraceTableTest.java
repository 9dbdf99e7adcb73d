package threadlab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.bench.meter.SystemCalls.Count;

class StraceTableTest {
    /** Output of strace 6.1. */
    private static final String TABLE = """
            % time     seconds  usecs/call     calls    errors syscall
            ------ ----------- ----------- --------- --------- ----------------
             35.28    0.000333          11        28        13 openat
             18.96    0.000179          13        13           mmap
              0.00    0.000000           0         1         1 access
            ------ ----------- ----------- --------- --------- ----------------
            100.00    0.000512          12        42        14 total
            """;

    @Test
    void eachRowIsACallWithItsErrors() {
        assertThat(StraceTable.parse(TABLE)).hasSize(3)
                .containsEntry("openat", new Count(28, 13))
                .containsEntry("mmap", new Count(13, 0))
                .containsEntry("access", new Count(1, 1));
    }

    @Test
    void theTotalMayBeWithoutErrorsToo() {
        assertThat(StraceTable.parse("""
                % time     seconds  usecs/call     calls    errors syscall
                ------ ----------- ----------- --------- --------- ----------------
                  0.00    0.000000           0         2           read
                ------ ----------- ----------- --------- --------- ----------------
                  0.00    0.000000           0         2           total
                """)).containsOnlyKeys("read").containsEntry("read", new Count(2, 0));
    }

    @Test
    void whatStraceRemarksBeforeItIsNoPartOfTheTable() {
        String remark = "strace: pid 2814: entering, ptrace_syscall_info.op == 2\n";
        assertThat(StraceTable.parse(remark + remark + TABLE)).isEqualTo(StraceTable.parse(TABLE)).hasSize(3);
        assertThat(StraceTable.parse("strange\n" + TABLE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "strace: attach: ptrace(PTRACE_SEIZE, 999999): No such process", "\n\n\n\n"})
    void whatIsNoTableTellsNothing(String text) {
        assertThat(StraceTable.parse(text)).isNull();
    }

    @Test
    void aTableThatDoesNotAddUpTellsNothing() {
        assertThat(StraceTable.parse(TABLE.replace("        42 ", "        43 "))).isNull();
        assertThat(StraceTable.parse(TABLE.replace("        14 total", "           total"))).isNull();
        assertThat(StraceTable.parse(TABLE.replace("mmap", "?"))).isNull();
        assertThat(StraceTable.parse(TABLE + "a line more\n")).isNull();
    }

    /** The rule under the names grows with them. */
    @Test
    void aLongNameWidensTheLastColumn() {
        assertThat(StraceTable.parse("""
                % time     seconds  usecs/call     calls    errors syscall
                ------ ----------- ----------- --------- --------- ------------------
                 95.41    0.001995           4       439       106 read
                  4.59    0.000096           0         1           sched_getaffinity
                ------ ----------- ----------- --------- --------- ------------------
                100.00    0.002091           4       440       106 total
                """)).containsOnlyKeys("read", "sched_getaffinity");
    }
}
