package threadlab.bench.jmh;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.runner.options.Options;
import threadlab.client.result.Environment;

/**
 * Where the results of a JMH run were measured: what their own file does not tell.
 *
 * @param arguments of {@code ./lab jmh}; the same ones repeat the run
 * @param profile what held where the arguments say nothing: short or full
 * @param started in UTC (ISO 8601)
 * @param jmh version of JMH
 * @param jdk version of the JVM that was measured, which {@code -jvm} may set
 * @param vm its name and build
 * @param jvm its executable
 * @param machine where JMH itself ran, with the JDK that it ran on
 */
public record JmhEnvironment(String schema, List<String> arguments, String profile, String started, String jmh,
        String jdk, String vm, String jvm, Environment machine) {

    static final String SCHEMA = "threadlab-jmh-environment/1";

    static JmhEnvironment of(List<String> arguments, JmhProfile profile, String started, BenchmarkParams measured) {
        return new JmhEnvironment(SCHEMA, arguments, profile.name().toLowerCase(Locale.ROOT), started,
                measured.getJmhVersion(), measured.getJdkVersion(),
                measured.getVmName() + " " + measured.getVmVersion(),
                measured.getJvm(), Environment.here());
    }

    /** {@code x-environment.json} beside {@code x.json} or {@code x-result.json}. */
    static Path beside(Path results) {
        String name = results.getFileName().toString().replaceFirst("\\.[^.]*$", "").replaceFirst("-result$", "");
        return results.resolveSibling(name + "-environment.json");
    }

    /** Where JMH writes its results. */
    static Path results(Options options) {
        return Path.of(options.getResult().orElseGet(
                () -> "jmh-result." + options.getResultFormat().get().name().toLowerCase(Locale.ROOT)));
    }
}
