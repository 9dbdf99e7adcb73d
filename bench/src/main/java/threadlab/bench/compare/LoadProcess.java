package threadlab.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.RecordReader;
import threadlab.bench.verdict.Json;

/**
 * The load of a run, in a process with its own CPUs, heap and JIT. It reads each {@link TrialLoad.Task} as a line of
 * JSON, carries it out, and prints its {@link TrialLoad.Report} as another line, until its input ends. Tasks can also
 * be given as arguments, to repeat a trial by hand.
 */
final class LoadProcess {

    private LoadProcess() {
    }

    public static void main(String... tasks) throws IOException, InterruptedException {
        for (String task : tasks) {
            answer(task);
        }
        if (tasks.length == 0) {
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String task = in.readLine(); task != null; task = in.readLine()) {
                answer(task);
                System.gc(); // so that the garbage of one trial is not collected during the next
            }
        }
    }

    private static void answer(String task) throws InterruptedException {
        TrialLoad.Report report;
        try {
            report = new TrialLoad(RecordReader.of(TrialLoad.Task.class, JsonInput.of(task))).run();
        } catch (IOException e) {
            report = TrialLoad.Report.failed(e.getMessage());
        }
        System.out.println(Json.line(report));
    }
}
