package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.bench.verdict.Plan;
import threadlab.bench.verdict.TrialTiming;
import threadlab.support.cli.CommandLines;

class PlanOptionsTest {

    private static Plan plan(String... arguments) {
        var options = new PlanOptions();
        CommandLines.of(options).parseArgs(arguments);
        return options.plan(options.candidates());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                             | 1.2 | 2.5
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
}
