package threadlab.client.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.plan.ConnectionProfile;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.plan.RunLimit;
import threadlab.client.plan.Target;

class PlanPartitionerTest {

    private static List<LoadPlan> of(LoadPlan plan, int workers) {
        return PlanPartitioner.parts(plan, List.of(plan.target()), workers);
    }

    @Test
    void theWorkersTakeTheServersInTurn() {
        LoadPlan plan = Samples.closed(5);
        var routes = List.of(new Target("a", 1), new Target("b", 2));
        assertThat(PlanPartitioner.parts(plan, routes, 3)).extracting(LoadPlan::target).containsExactly(routes.get(0),
                routes.get(1),
                routes.get(0));
        assertThatIllegalArgumentException().isThrownBy(() -> PlanPartitioner.parts(plan, routes, 1))
                .withMessage("number of servers is 2, allowed: at most 1, one for each worker");
    }

    @ParameterizedTest
    @CsvSource({"100, 3", "16, 16", "64000, 4", "7, 1", "1000000, 999"})
    void thePartsMakeUpTheWholeAndNoneHasTwoMoreThanAnother(int sessions, int workers) {
        LoadPlan plan = Samples.closed(sessions).withProfile(new ConnectionProfile(sessions, 0, 11, 0, 0))
                .withLimit(RunLimit.ofEchoes(Duration.ZERO, 1_000_001));
        List<LoadPlan> parts = PlanPartitioner.parts(plan, List.of(plan.target()), workers);
        assertThat(parts).hasSize(workers);
        assertThat(parts.stream().mapToInt(part -> part.profile().sessions()).sum()).isEqualTo(sessions);
        assertThat(parts.stream().mapToInt(part -> part.profile().idleSessions()).sum()).isEqualTo(11);
        assertThat(parts.stream().mapToLong(part -> part.limit().echoes()).sum()).isEqualTo(1_000_001);
        var spread = parts.stream().mapToInt(part -> part.profile().sessions()).summaryStatistics();
        assertThat(spread.getMax() - spread.getMin()).isLessThanOrEqualTo(1);
    }

    @Test
    void theSessionsOfAnOpenLoopTakeTurnsOverAllWorkers() {
        var loadModel = new LoadModel.Open(1_000, LoadModel.Arrival.CONSTANT, Duration.ZERO);
        List<LoadModel> pacings = of(Samples.closed(10).withLoadModel(loadModel), 3).stream().map(LoadPlan::loadModel)
                .toList();
        assertThat(pacings).extracting(each -> ((LoadModel.Open) each).slice()).containsExactly(
                new LoadModel.ScheduleSlice(0, 3, 10),
                new LoadModel.ScheduleSlice(1, 3, 10), new LoadModel.ScheduleSlice(2, 3, 10));
        assertThat(pacings).allMatch(each -> ((LoadModel.Open) each).rate() == 1_000);
    }

    @Test
    void theOtherRatesAreDividedAndTheSeedsAreUnlike() {
        List<LoadPlan> parts = of(Samples.closed(10).withProfile(new ConnectionProfile(10, 100, 0, 20, 4)), 4);
        assertThat(parts).allMatch(part -> part.profile().connectRate() == 25 && part.profile().churn() == 5
                && part.profile().probeRate() == 1);
        assertThat(parts.stream().map(part -> part.sizes().seed())).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void fewerSessionsOrEchoesThanWorkersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(Samples.closed(2), 3))
                .withMessage("sessions is 2, allowed: 3 or more, one for each worker");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Samples.closed(9).withLimit(RunLimit.ofEchoes(Duration.ZERO, 2)), 3))
                .withMessage("echoes is 2, allowed: 3 or more, one for each worker");
    }
}
