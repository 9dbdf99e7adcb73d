package threadlab.bench.jmh;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.runner.options.Options;
import threadlab.client.result.Environment;
import threadlab.support.EnumNames;

/**
 * Environment of a JMH run, which JMH does not write to its results.
 *
 * @param arguments of {@code ./lab jmh} that repeat the run
 * @param profile {@code short} or {@code full}: it applies where there is no argument
 * @param startedAt in UTC (ISO 8601)
 * @param jmh version of JMH
 * @param jvm that was measured, which may be another than JMH's own
 * @param machine on which JMH itself ran
 */
public record JmhEnvironment(String schema, List<String> arguments, String profile, String startedAt, String jmh,
        Jvm jvm, Environment machine) {

    static final String SCHEMA = "threadlab-jmh-environment/2";

    /** Version of the JDK, name and build of the virtual machine, and its executable. */
    public record Jvm(String jdk, String vm, String executable) {
    }

    static JmhEnvironment of(List<String> arguments, JmhProfile profile, String startedAt,
            BenchmarkParams measured) {
        return new JmhEnvironment(SCHEMA, arguments, EnumNames.of(profile), startedAt, measured.getJmhVersion(),
                new Jvm(measured.getJdkVersion(), measured.getVmName() + " " + measured.getVmVersion(),
                        measured.getJvm()),
                Environment.here());
    }

    /** Returns {@code x-environment.json} for {@code x.json} or {@code x-result.json}. */
    static Path beside(Path results) {
        String name = results.getFileName().toString().replaceFirst("\\.[^.]*$", "").replaceFirst("-result$", "");
        return results.resolveSibling(name + "-environment.json");
    }

    /** Returns the file that JMH writes its results to. */
    static Path results(Options options) {
        return Path.of(options.getResult().orElseGet(
                () -> "jmh-result." + options.getResultFormat().get().name().toLowerCase(Locale.ROOT)));
    }
}
