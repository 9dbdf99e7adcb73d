package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcStatusTest {
    private final ProcStatus status = new ProcStatus("Name:\tjava: Threads:\nTracerPid:\t0\nVmRSS:\t    1234 kB\n"
            + "Threads:\t18\nCpus_allowed_list:\t0-3,8\nvoluntary_ctxt_switches:\t5\nnonvoluntary_ctxt_switches:\t7");

    @Test
    void aFieldIsFoundByItsWholeName() {
        assertThat(status.get("Name")).contains("java: Threads:");
        assertThat(status.get("Cpus_allowed_list")).contains("0-3,8");
        assertThat(status.number("Threads")).hasValue(18);
        assertThat(status.number("TracerPid")).hasValue(0);
        assertThat(status.number("voluntary_ctxt_switches")).hasValue(5);
        assertThat(status.number("nonvoluntary_ctxt_switches")).hasValue(7);
    }

    @Test
    void memoryIsTurnedIntoBytes() {
        assertThat(status.number("VmRSS")).hasValue(1234);
        assertThat(status.bytes("VmRSS")).hasValue(1234 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ame", "threads", "VmHWM", "kB"})
    void whatIsNotThereIsEmpty(String field) {
        assertThat(status.get(field)).isEmpty();
        assertThat(status.number(field)).isEmpty();
        assertThat(status.bytes(field)).isEmpty();
        assertThat(new ProcStatus("").get(field)).isEmpty();
    }

    @Test
    void aFieldWithoutANumberHasNone() {
        assertThat(status.number("Name")).isEmpty();
        assertThat(new ProcStatus("Threads:\n").number("Threads")).isEmpty();
        assertThat(new ProcStatus("Threads:\t99999999999999999999\n").number("Threads")).isEmpty();
    }
}
