package threadlab.bench.jmh;

import java.util.stream.Stream;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Defaults for a run. */
enum JmhProfile {
    /** For a first look: all benchmarks take minutes. */
    SHORT {
        @Override
        void complete(CommandLineOptions given, ChainedOptionsBuilder options) throws CommandLineOptionException {
            var defaults = new CommandLineOptions(SHORT_OPTIONS.split(" "));
            options.forks(given.getForkCount().orAnother(defaults.getForkCount()).get());
            options.warmupIterations(given.getWarmupIterations().orAnother(defaults.getWarmupIterations()).get());
            options.warmupTime(given.getWarmupTime().orAnother(defaults.getWarmupTime()).get());
            options.measurementIterations(
                    given.getMeasurementIterations().orAnother(defaults.getMeasurementIterations()).get());
            options.measurementTime(given.getMeasurementTime().orAnother(defaults.getMeasurementTime()).get());
            Stream.of("sessions", "tasks").forEach(name -> options.param(name,
                    given.getParameter(name).orAnother(defaults.getParameter(name)).get().toArray(String[]::new)));
        }

        @Override
        public String toString() {
            return "short profile, with the defaults " + SHORT_OPTIONS
                    + "; --full measures as the benchmarks are published";
        }
    },

    /** For results to publish: the annotations of the benchmarks apply. */
    FULL {
        @Override
        void complete(CommandLineOptions given, ChainedOptionsBuilder options) {
            // JMH takes the annotations.
        }

        @Override
        public String toString() {
            return "full profile, with the defaults that the benchmarks are published with";
        }
    };

    static final String SHORT_OPTIONS = "-f 1 -wi 2 -w 500ms -i 3 -r 500ms -p sessions=1,256 -p tasks=1000";

    /** Returns the given options, completed with the defaults. Results are JSON unless another format is given. */
    Options complete(CommandLineOptions given) throws CommandLineOptionException {
        ChainedOptionsBuilder options = new OptionsBuilder().parent(given)
                .resultFormat(given.getResultFormat().orElse(ResultFormatType.JSON));
        complete(given, options);
        return options.build();
    }

    abstract void complete(CommandLineOptions given, ChainedOptionsBuilder options) throws CommandLineOptionException;
}
