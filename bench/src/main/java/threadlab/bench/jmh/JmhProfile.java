package threadlab.bench.jmh;

import java.util.stream.Stream;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** What a run is like where the user has not said it. */
enum JmhProfile {
    /** For a look: minutes for all benchmarks. */
    SHORT {
        @Override
        void complete(CommandLineOptions given, ChainedOptionsBuilder options) throws CommandLineOptionException {
            var lab = new CommandLineOptions(SHORT_OPTIONS.split(" "));
            options.forks(given.getForkCount().orAnother(lab.getForkCount()).get());
            options.warmupIterations(given.getWarmupIterations().orAnother(lab.getWarmupIterations()).get());
            options.warmupTime(given.getWarmupTime().orAnother(lab.getWarmupTime()).get());
            options.measurementIterations(
                    given.getMeasurementIterations().orAnother(lab.getMeasurementIterations()).get());
            options.measurementTime(given.getMeasurementTime().orAnother(lab.getMeasurementTime()).get());
            Stream.of("sessions", "tasks").forEach(name -> options.param(name,
                    given.getParameter(name).orAnother(lab.getParameter(name)).get().toArray(String[]::new)));
        }

        @Override
        public String toString() {
            return "short profile: what is not given is " + SHORT_OPTIONS
                    + "; --full is what the benchmarks are published with";
        }
    },

    /** For figures to be shown: what the annotations of the benchmarks say. */
    FULL {
        @Override
        void complete(CommandLineOptions given, ChainedOptionsBuilder options) {
            // JMH takes the annotations.
        }

        @Override
        public String toString() {
            return "full profile: what is not given is as the benchmarks are published with";
        }
    };

    static final String SHORT_OPTIONS = "-f 1 -wi 2 -w 500ms -i 3 -r 500ms -p sessions=1,256 -p tasks=1000";

    /** The options as given, and the profile's where nothing was; results are JSON unless asked for otherwise. */
    Options complete(CommandLineOptions given) throws CommandLineOptionException {
        ChainedOptionsBuilder options = new OptionsBuilder().parent(given)
                .resultFormat(given.getResultFormat().orElse(ResultFormatType.JSON));
        complete(given, options);
        return options.build();
    }

    abstract void complete(CommandLineOptions given, ChainedOptionsBuilder options) throws CommandLineOptionException;
}
