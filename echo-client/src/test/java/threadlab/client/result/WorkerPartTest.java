package threadlab.client.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import threadlab.client.Results;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult.Outcome;

class WorkerPartTest {
    private static final LoadPlan PART = new LoadPlan("::1", 7, 1_500, 64, Duration.ZERO, Duration.ofSeconds(2));
    private static final WorkerPart DONE = new WorkerPart("a:1", PART, Duration.ofMillis(2),
            Results.hundredEchoesOf(PART).result(), null);
    private static final WorkerPart LOST = new WorkerPart("b\u001b:2", PART, null, null,
            "2.0 s after the start (no sign of life for 3 s)");

    private static LoadResult whole() {
        return Results.hundredEchoesOf(PART).workers(DONE, LOST).result();
    }

    @Test
    void eachWorkerHasALineAndALostOneIsAReason() {
        assertThat(whole().outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(ResultText.of(whole(), List.of()).lines()).contains(
                "  lost worker b\\u{1b}:2 2.0 s after the start (no sign of life for 3 s): its 1,500 sessions are "
                        + "not in the result",
                "  worker     a:1: 1,500 sessions, 100 echoes (50 a second), p99 1.000 ms, 12,345 in all, started "
                        + "within 2.000 ms",
                "  worker     b\\u{1b}:2: 1,500 sessions, lost 2.0 s after the start (no sign of life for 3 s)");
    }

    @Test
    void eachWorkerIsInTheJson() {
        var workers = (List<?>) ResultJson.map(whole(), List.of(), Instant.EPOCH).get("workers");
        assertThat(workers.get(0)).asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("name", "a:1").containsEntry("server", "[::1]:7").containsEntry("sessions", 1_500)
                .containsEntry("outcome", "OK").containsEntry("lost", null).containsEntry("startBoundMicros", 2_000.0)
                .containsEntry("totalEchoes", 12_345L);
        assertThat(workers.get(1)).asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("lost", "2.0 s after the start (no sign of life for 3 s)").containsEntry("outcome", null)
                .containsEntry("totalEchoes", null).containsEntry("startBoundMicros", null);
    }

    @Test
    void aWorkerHasAResultOrIsLost() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WorkerPart("a:1", PART, null, null, null));
    }

    @Test
    void oneThatWasStoppedBeforeTheStartHasALineToo() {
        assertThat(new WorkerPart("a:1", PART, null, Results.hundredEchoesOf(PART).result(), null).toString())
                .endsWith("never started");
    }
}
