package threadlab.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.TimeValue;

class JmhProfileTest {
    @Test
    void withoutOptionsARunIsShort() throws CommandLineOptionException {
        Options options = complete(JmhProfile.SHORT);
        assertThat(options.getForkCount().get()).isEqualTo(1);
        assertThat(options.getWarmupIterations().get()).isEqualTo(2);
        assertThat(options.getWarmupTime().get()).isEqualTo(TimeValue.milliseconds(500));
        assertThat(options.getMeasurementIterations().get()).isEqualTo(3);
        assertThat(options.getMeasurementTime().get()).isEqualTo(TimeValue.milliseconds(500));
        assertThat(options.getParameter("sessions").get()).containsExactly("1", "256");
        assertThat(options.getParameter("threadModel").hasValue()).isFalse();
    }

    @Test
    void whatTheUserGivesIsTaken() throws CommandLineOptionException {
        Options options = complete(JmhProfile.SHORT, "-f", "5", "-wi", "6", "-w", "7s", "-i", "8", "-r", "9s", "-p",
                "sessions=10", "-p", "size=11", "-rf", "csv", "-rff", "mine", "Echo");
        assertThat(options.getForkCount().get()).isEqualTo(5);
        assertThat(options.getWarmupIterations().get()).isEqualTo(6);
        assertThat(options.getWarmupTime().get()).isEqualTo(TimeValue.seconds(7));
        assertThat(options.getMeasurementIterations().get()).isEqualTo(8);
        assertThat(options.getMeasurementTime().get()).isEqualTo(TimeValue.seconds(9));
        assertThat(options.getParameter("sessions").get()).containsExactly("10");
        assertThat(options.getParameter("size").get()).containsExactly("11");
        assertThat(options.getResultFormat().get()).isEqualTo(ResultFormatType.CSV);
        assertThat(options.getResult().get()).isEqualTo("mine");
        assertThat(options.getIncludes()).containsExactly("Echo");
    }

    @Test
    void theFullProfileLeavesEverythingToTheBenchmarks() throws CommandLineOptionException {
        Options options = complete(JmhProfile.FULL);
        assertThat(options.getForkCount().hasValue()).isFalse();
        assertThat(options.getMeasurementIterations().hasValue()).isFalse();
        assertThat(options.getMeasurementTime().hasValue()).isFalse();
        assertThat(options.getParameter("sessions").hasValue()).isFalse();
        assertThat(options.getResultFormat().get()).isEqualTo(ResultFormatType.JSON);
    }

    private static Options complete(JmhProfile profile, String... given) throws CommandLineOptionException {
        return profile.complete(new CommandLineOptions(given));
    }
}
