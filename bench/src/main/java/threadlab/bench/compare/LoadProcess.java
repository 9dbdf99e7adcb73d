package threadlab.bench.compare;

import java.io.IOException;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.RecordReader;
import threadlab.support.control.ControlChannel;

/**
 * The load of a run, in a process with its own CPUs, heap and JIT. Each request on its control channel is a
 * {@link TrialLoad.Task} as JSON; it carries that out, and answers with a {@link TrialLoad.Report}. Tasks can also be
 * given as arguments, to repeat a trial by hand.
 */
final class LoadProcess {

    private LoadProcess() {
    }

    public static void main(String... tasks) {
        ControlChannel control = ControlChannel.of(System.in, System.out);
        for (String task : tasks) {
            control.send(report(task));
        }
        if (tasks.length == 0) {
            control.serve(LoadProcess::report);
        }
    }

    private static TrialLoad.Report report(String task) {
        try {
            return new TrialLoad(RecordReader.of(TrialLoad.Task.class, JsonInput.of(task))).run();
        } catch (IOException e) {
            return TrialLoad.Report.failed(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TrialLoad.Report.failed("the load was interrupted");
        } finally {
            System.gc(); // so that the garbage of one trial is not collected during the next
        }
    }
}
