package threadlab.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.TrialTiming;

class ServerStylesTest {
    private static Map<String, ServerStyles.Style> styles(List<String> candidates) {
        return new ServerStyles(new Plan(candidates, "control", List.of(LoadPoint.of(10)), 1, new TrialTiming(1, 2, 2),
                0, null)).all();
    }

    @Test
    void noTwoOfThirtyLookTheSameAndTheControlLooksLikeNone() {
        assertThat(styles(IntStream.range(0, 30).mapToObj(i -> "c" + i).toList()).values()).hasSize(31)
                .doesNotHaveDuplicates();
    }

    @Test
    void aKnownCandidateLooksTheSameWhoeverElseTakesPart() {
        List<String> known = List.of("platform", "virtual", "virtual-tuned", "event-loop", "netty-nio", "netty-epoll",
                "netty-io_uring");
        Map<String, ServerStyles.Style> all = styles(known);
        for (String server : known) {
            assertThat(styles(List.of(server))).containsEntry(server, all.get(server));
            assertThat(styles(List.of("x", "y", server))).containsEntry(server, all.get(server));
        }
    }

    @Test
    void othersHaveColoursOfTheirOwnWhileThereAreSome() {
        List<String> names = Stream
                .of("go", "c-epoll", "x", "platform", "virtual", "virtual-tuned", "event-loop", "netty-nio").toList();
        assertThat(styles(names).entrySet().stream().filter(style -> names.contains(style.getKey()))
                .map(style -> style.getValue().colour())).doesNotHaveDuplicates();
    }
}
