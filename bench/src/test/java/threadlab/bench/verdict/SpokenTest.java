package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTest {

    @ParameterizedTest
    @CsvSource({"virtual, Virtual threads, carry", "pool:50, A pool of 50 threads, carries",
            "virtual-per-request, Virtual threads for single requests, carry", "go, go, carries",
            "platform@21, platform@21, carries", "pool:, pool:, carries"})
    void aThreadModelIsInWordsAndAnyOtherCandidateHasItsName(String candidate, String start, String verb) {
        Spoken spoken = Spoken.of(candidate);
        assertThat(spoken.atStart()).isEqualTo(start);
        assertThat(spoken.verb("carry")).isEqualTo(verb);
    }
}
