package threadlab.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.client.Refusals;

class LoadRefusalsTest {

    /** Options whose values are refused. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "--source 203.0.113.9     | source is '203.0.113.9', allowed: an address of this machine",
            "--source nonsense.invalid| source is 'nonsense.invalid', allowed: an address of this machine",
            "--source 127.0.0.1 --source 203.0.113.9| source is '203.0.113.9', allowed: an address of this machine",
            "--connect-rate -1        | connect-rate is -1.0, allowed: 0.001 to 100000 a second, or 0 for as fast as "
                    + "they are accepted",
            "--probe-rate 1e9          | probe-rate is 1000000000, allowed: 0.001 to 100000 a second, or 0 for none",
            "--idle-sessions -1       | idle-sessions is -1, allowed: 0 to 1000000",
            "--sessions 0             | sessions is 0, allowed: 1 to 1000000",
            "--echoes 0               | echoes is 0, allowed: 1 to 1000000000000",
            "--echoes -1              | echoes is -1, allowed: 1 to 1000000000000",
            "--echoes 1000000000001   | echoes is 1000000000001, allowed: 1 to 1000000000000",
            "--echoes 5 --duration 1s | --duration is 1s, allowed: only with a run by time, without --echoes",
            "--find-rate p99<=1s --rate 5      | --rate is 5.0, allowed: only with a load at one rate, without "
                    + "--find-rate",
            "--find-rate p99<=1s --think 5ms   | --think is 5ms, allowed: only with a load at one rate, without "
                    + "--find-rate",
            "--find-rate p99<=1s --ramp 1s     | --ramp is 1s, allowed: only with a load at one rate, without "
                    + "--find-rate",
            "--find-rate p99<=1s --duration 1s | --duration is 1s, allowed: only with a load at one rate, without "
                    + "--find-rate",
            "--find-rate p99<=1s --echoes 5    | --echoes is 5, allowed: only with a load at one rate, without "
                    + "--find-rate",
            "--find-rate p99<=1s --probe-rate 5| --probe-rate is 5.0, allowed: only with a load at one rate, without "
                    + "--find-rate",
            "--find-rate p99<=1s --hlog f      | --hlog is f, allowed: only with a load at one rate, without "
                    + "--find-rate",
            "--find-rate p99<=1s --max-p99 1s  | --max-p99 is 1s, allowed: only with a load at one rate, without "
                    + "--find-rate",
            "--find-rate p99<=1s --min-rate 5  | --min-rate is 5.0, allowed: only with a load at one rate, without "
                    + "--find-rate",
            "--find-rate p99<=1s --max-errors 5| --max-errors is 5, allowed: only with a load at one rate, without "
                    + "--find-rate",
            "--find-rate p99<=1s --cluster c --workers 2 | --cluster is true, allowed: only with a load at one rate, "
                    + "without --find-rate",
            "--max-p99 0s             | max-p99 is 0s, allowed: more than 0s, to 1m",
            "--max-p99 61s            | max-p99 is 61s, allowed: more than 0s, to 1m",
            "--source 0.0.0.0         | source is '0.0.0.0', allowed: an address of this machine",
            "--source ::1             | source is '::1', allowed: an address of the same kind as the server's, "
                    + "127.0.0.1",
            "--source localhost --source 127.0.0.1 | source is '127.0.0.1', allowed: each address once",
            "--min-rate 0             | min-rate is 0.0, allowed: more than 0",
            "--min-rate -1            | min-rate is -1.0, allowed: more than 0",
            "--max-errors -1          | max-errors is -1, allowed: 0 or more",
            "--json f --hlog ./f      | --json and --hlog are both ./f, allowed: two files",
            "--control f --json f     | --control and --json are both f, allowed: two files"})
    void theFirstLineNamesTheOptionItsValueAndWhatIsAllowed(String options, String line) {
        assertThat(refusal(options.split(" "))).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"--echoes, many", "--find-rate, p95<=1s", "--find-rate, p99<1s",
            "--churn, NaN", "--min-rate, NaN", "--min-rate, Infinity", "--max-p99, fast",
            "--min-rate, high", "--max-errors, few", "--churn, some",
            "--idle-sessions, 1.5"})
    void whatIsNoValueAtAllIsNamedInTheFirstLine(String option, String value) {
        assertThat(refusal(option, value)).contains(option, "'" + value + "'");
    }

    private static String refusal(String... options) {
        // Nobody listens at port 1: what is not refused cannot connect, and that is not exit status 2.
        List<String> arguments = new ArrayList<>(List.of("load", "--port", "1"));
        arguments.addAll(List.of(options));
        return Refusals.of(arguments.toArray(String[]::new));
    }
}
