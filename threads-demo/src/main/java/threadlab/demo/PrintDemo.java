package threadlab.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import threadlab.support.AtomicFile;
import threadlab.support.FileAccessException;
import threadlab.support.Preconditions;
import threadlab.support.PrintableText;
import threadlab.support.cli.CommandLines;

/** The command line of the demo: both ways in turn, each with its totals and its timeline, then what was won. */
@Command(name = "lab demo", mixinStandardHelpOptions = true, description = "Runs two functions that print and sleep, "
        + "first one after the other, then on two threads, and shows what that wins.")
public final class PrintDemo implements Callable<Integer> {
    private static final int COLUMNS = 74; // with the names it fits a terminal of 80
    private static final int EXIT_INTERRUPTED = 130; // 128 and the number of SIGINT
    private static final Duration MIN_DELAY = Duration.ofMillis(1);
    private static final Duration MAX_DELAY = Duration.ofMinutes(1);

    @Option(names = "--delay", paramLabel = "TIME", defaultValue = "1s", description = "Sleep after each line, "
            + "from 1ms to 1m, such as 100ms or 0.5s (default: ${DEFAULT-VALUE}).")
    private Duration delay;

    @Option(names = "--threads", paramLabel = "KIND", defaultValue = "platform", description = "Kind of the two "
            + "threads: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private ThreadKind threads;

    @Option(names = "--svg", paramLabel = "FILE", description = "Also write both timelines to this SVG file.")
    private @Nullable Path svg;

    @Spec
    private CommandSpec spec;

    private final Output output; // shared with the demo's threads and the shutdown hook
    private final LongSupplier nanoClock;
    private final Sleeper sleeper;

    private PrintDemo(Output output, LongSupplier nanoClock, Sleeper sleeper) {
        this.output = output;
        this.nanoClock = nanoClock;
        this.sleeper = sleeper;
    }

    /** Runs the demo and exits: 0 done, 1 file not written, 2 bad option, 130 interrupted. */
    public static void main(String[] args) {
        CommandLines.program(() -> run(args), System.err, System::exit);
    }

    private static int run(String... args) {
        Output output = new Output(System.out);
        CommandLine command = command(output, System::nanoTime, Thread::sleep);
        PrintDemo demo = command.getCommand();
        // On a signal the JVM runs this hook while the other threads go on, then exits with 128 and the signal.
        Runtime.getRuntime().addShutdownHook(new Thread(demo::interrupted, "interrupted"));
        int status = command.execute(args);
        output.close(); // the hook also runs after a normal end, when it must print nothing
        return status;
    }

    static CommandLine command(Output output, LongSupplier nanoClock, Sleeper sleeper) {
        return CommandLines.of(new PrintDemo(output, nanoClock, sleeper));
    }

    /** Silences the demo and says why, once. Thread-safe. */
    void interrupted() {
        if (output.close()) {
            // The terminal may have echoed ^C: leave that line first.
            spec.commandLine().getErr().println(System.lineSeparator() + "Interrupted.");
        }
    }

    /** Runs the demo; returns the exit status. If it is interrupted, t1 and t2 may outlive it, but in silence. */
    @Override
    public Integer call() throws FileAccessException {
        TwoWays ways = CommandLines.validate(spec, this::ways);
        if (svg != null) {
            AtomicFile.check(svg); // before the demo has taken its time
        }
        try {
            run(ways);
            return ExitCode.OK;
        } catch (InterruptedException e) {
            interrupted();
            return EXIT_INTERRUPTED;
        }
    }

    private TwoWays ways() {
        Preconditions.checkRange("delay", delay, MIN_DELAY, MAX_DELAY);
        return new TwoWays(output, nanoClock, sleeper, delay);
    }

    private void run(TwoWays ways) throws InterruptedException, FileAccessException {
        output.line("One after the other: print_name, then print_num");
        Part sequential = ways.sequential();
        show(sequential, sequential.tookNanos());

        output.line("Together: print_name on thread t1, print_num on thread t2 (" + threads + " threads)");
        Part together = ways.together(threads);
        show(together, sequential.tookNanos()); // the same scale, so that the shorter one looks shorter

        String won = won(sequential, together);
        output.line(won);
        if (svg != null) {
            AtomicFile.write(svg, picture(won, sequential, together));
            output.line("Timelines written to " + PrintableText.of(svg.toString()));
        }
    }

    private void show(Part part, long lengthNanos) {
        output.line(part.totals() + "; each | is one print");
        output.line("");
        Timeline.draw(part.spans(), lengthNanos, COLUMNS).forEach(output::line);
        output.line("");
    }

    private static String won(Part sequential, Part together) {
        return String.format(Locale.ROOT, "Together took %s of %s: %.2f times as fast",
                Times.text(together.tookNanos()), Times.text(sequential.tookNanos()),
                (double) sequential.tookNanos() / together.tookNanos());
    }

    private static String picture(String title, Part sequential, Part together) {
        return TimelineSvg.draw(title, List.of(sequential.panel("One after the other"), together.panel("Together")));
    }
}
