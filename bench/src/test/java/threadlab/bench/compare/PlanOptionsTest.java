package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.bench.verdict.LoadPoint;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.TrialTiming;
import threadlab.bench.verdict.WorkCell;
import threadlab.support.cli.CommandLines;

class PlanOptionsTest {

    private static Plan plan(String... arguments) {
        var options = new PlanOptions();
        CommandLines.of(options).parseArgs(arguments);
        return options.plan(options.candidates());
    }

    private static List<Candidate> candidates(String... arguments) {
        var options = new PlanOptions();
        CommandLines.of(options).parseArgs(arguments);
        return options.candidates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                             | 0.8 | 1.3
            --quick                          | 0.7 | 1.2
            --tls                            | 4   | 10
            --tls --quick                    | 4   | 10
            --tls --thorough                 | 5   | 15
            --tls --warmup 1s                | 1   | 2
            --tls --longest-warmup 20s       | 4   | 20
            """)
    void withTlsTheWarmUpIsLongerUnlessTheUserSays(String arguments, double shortest, double longest) {
        assertThat(plan(arguments == null ? new String[0] : arguments.split(" ")))
                .extracting(Plan::timing).returns(shortest, TrialTiming::warmupSeconds)
                .returns(longest, TrialTiming::longestWarmupSeconds);
    }

    @Test
    void withTlsThoseThatHaveItTakePartTwice() {
        assertThat(plan("--tls", "--thread-model", "virtual-tuned,event-loop,platform").candidates())
                .containsExactly("virtual-tuned", "event-loop", "platform", "virtual-tuned+tls", "platform+tls");
    }

    @Test
    void aRunLooksUntilItKnowsUnlessTheUserWantsANumberOfRounds() {
        assertThat(plan()).returns(25, Plan::rounds).extracting(plan -> plan.rule().looks()).asInstanceOf(LIST)
                .startsWith(5).endsWith(25);
        assertThat(plan("--rounds", "auto", "--quick").rule().looks()).isNotEmpty();
        assertThat(plan("--rounds", "7")).returns(7, Plan::rounds).returns(List.of(), plan -> plan.rule().looks());
        assertThat(plan("--quick").rule().looks()).isEmpty();
        assertThat(plan("--thread-model", "virtual")).as("nothing to decide").returns(5, Plan::rounds);
        assertThat(plan("--margin", "10%").rule().margin()).isEqualTo(0.1);
    }

    @Test
    void aBudgetIsForRunsThatLook() {
        assertThatIllegalArgumentException().isThrownBy(() -> plan("--rounds", "5", "--budget", "1m"))
                .withMessageContaining("budget");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan("--thread-model", "virtual", "--rounds", "auto", "--budget", "1m"))
                .withMessageStartingWith("budget is 1m, allowed: only with two candidates or more");
    }

    @Test
    void theBoundOfASearchReachesThePlan() {
        assertThat(plan("--find-rate", "p99 <= 0.2s").findRate()).isEqualTo("p99<=200ms");
        assertThat(plan().findRate()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"--rate, 100", "--think, 5ms"})
    void aSearchBeginsWithAClosedLoop(String option, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> plan("--find-rate", "p99<=200ms", option, value))
                .withMessage("find-rate is 'p99<=200ms', allowed: only without rate and think");
    }

    @Test
    void workIsTheSameForEveryCandidateThatKnowsWork() {
        assertThat(candidates("--work", "cpu 20us, wait 2ms", "--cpu-unit", "400", "--size", "128"))
                .extracting(Candidate::name).containsExactly("pool:200", "virtual", "virtual-per-request", "platform");
        assertThat(candidates("--work", "cpu 20us, wait 2ms", "--cpu-unit", "400", "--size", "128"))
                .allSatisfy(candidate -> assertThat(candidate.arguments()).containsSubsequence("--work",
                        "cpu 20us, wait 2ms", "--message", "128", "--cpu-unit", "400"));
        assertThat(candidates("--thread-model", "platform")).allSatisfy(
                candidate -> assertThat(candidate.arguments()).doesNotContain("--work"));
    }

    private static Plan map(String... more) {
        return plan(Stream.concat(Stream.of("--cpu-unit", "400", "--map", "cpu=10us..2ms,wait=0..50ms"),
                Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void aMapComparesTwoCandidatesAtItsFirstCellsWithAFewRounds() {
        assertThat(map().candidates()).containsExactly("pool:200", "virtual");
        assertThat(map().loadPoints()).hasSize(9).extracting(LoadPoint::sessions).containsOnly(500);
        assertThat(map().loadPoints().getLast().cell()).isEqualTo(new WorkCell(2000, 50));
        assertThat(map()).returns(9, Plan::rounds).extracting(plan -> plan.rule().looks())
                .isEqualTo(List.of(5, 6, 7, 8, 9));
        assertThat(map("--rounds", "auto").rounds()).isEqualTo(9);
        assertThat(map("--rounds", "7", "--budget", "1h")).returns(7, Plan::rounds);
    }

    /** A trial that looks for the highest rate takes some five times as long. */
    @Test
    void aMapOfTheHighestRateBeginsWithItsCorners() {
        assertThat(map("--find-rate", "p99<=200ms").loadPoints()).hasSize(4);
    }

    @Test
    void aMapHasTimeForMoreThanARunOfOneWork() {
        var options = new PlanOptions();
        CommandLines.of(options).parseArgs("--map", "cpu=1ms,wait=0");
        assertThat(options.budget()).isEqualTo(Duration.ofMinutes(30));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --sessions;100,1000                                | sessions is [100, 1000], allowed: one number with map
            --depth;1,8                                        | allowed: one with map
            --thread-model;virtual                             | candidates is [virtual], allowed: two with a map
            --thread-model;pool,virtual,platform               | allowed: two with a map
            --work;cpu 1ms                                     | allowed with work: none
            --size;1..9                                        | allowed with work: one number
            --peer;netty-nio                                   | a peer only echoes
            """)
    void aMapThatCannotBeMeasuredIsRefused(String arguments, String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> map(arguments.split(";"))).withMessageContaining(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --work;cpu 5x                                           | work is wrong at character 5
            --work;pool 1 spin { wait 2ms };--thread-model;event-loop | allowed with a pool that spins
            --work;wait 2ms;--peer;netty-nio                        | a peer only echoes
            --work;wait 2ms;--size;1..9                             | allowed with work: one number
            --work;wait 2ms;--size;64,128                           | allowed with work: one number
            --work;call 500us                                       | work is wrong at character 6
            --work;cpu 2us;--cpu-unit;0                             | cpu-unit is 0
            --cpu-unit;7                                            | cpu-unit is 7
            """)
    void workThatCannotBeDoneIsRefused(String arguments, String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> candidates(arguments.split(";")))
                .withMessageContaining(line);
    }
}
