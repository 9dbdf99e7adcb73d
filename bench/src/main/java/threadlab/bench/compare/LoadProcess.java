package threadlab.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Trial;

/**
 * The load of a run, a process of its own so that it has its own CPU, heap and JIT. Reads a {@link TrialLoad.Task} as a
 * line of JSON, carries it out, and prints its {@link TrialLoad.Report} as another line, until its input ends. Tasks may
 * also be given as arguments, to repeat a trial by hand.
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
                System.gc(); // so that what one trial leaves is not collected in the next
            }
        }
    }

    private static void answer(String task) throws InterruptedException {
        TrialLoad.Report report;
        try {
            report = new TrialLoad(Json.read(TrialLoad.Task.class, task)).run();
        } catch (IOException e) {
            report = new TrialLoad.Report(Trial.FAILED, e.getMessage(), Map.of(), null, 0, 0);
        }
        System.out.println(Json.line(report));
    }
}
