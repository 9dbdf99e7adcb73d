package threadlab.bench.compare;

import java.io.IOException;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.MalformedInput;
import threadlab.bench.input.RecordReader;
import threadlab.support.cli.CommandLines;
import threadlab.support.control.ControlChannel;

/**
 * The load of a run, in a process with its own CPUs, heap and JIT. With {@value #SERVE} as its argument, each request
 * on its control channel is a {@link TrialLoad.Task} as JSON; it carries that out, reports the edges of the measured
 * window, and answers with a {@link TrialLoad.Report}. Tasks can also be the arguments, to repeat a trial by hand.
 */
final class LoadProcess {
    static final String SERVE = "-";

    /** The event of a measured window that begins, and that of one that ends. */
    record WindowEdge() {
    }

    private LoadProcess() {
    }

    public static void main(String... tasks) {
        ControlChannel control = ControlChannel.of(System.in, System.out);
        if (tasks.length == 0) {
            System.err.println(CommandLines.errorLine("./lab compare starts this process for its load; alone, it "
                    + "repeats the trials that are its arguments, which are the last word of a load command in "
                    + "compare.json"));
            System.exit(ExitCode.USAGE);
        } else if (tasks[0].equals(SERVE)) {
            control.serve(task -> report(task, () -> control.send(new WindowEdge())));
        } else {
            Stream.of(tasks).map(task -> report(task, TrialLoad.NOBODY_WAITS)).forEach(control::send);
        }
    }

    private static TrialLoad.Report report(String task, Runnable windowEdge) {
        try {
            return new TrialLoad(RecordReader.of(TrialLoad.Task.class, JsonInput.of(task)), windowEdge).run();
        } catch (IOException | MalformedInput e) {
            return TrialLoad.Report.failed(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TrialLoad.Report.failed("the load was interrupted");
        } finally {
            System.gc(); // so that the garbage of one trial is not collected during the next
        }
    }
}
