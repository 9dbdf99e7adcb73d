package threadlab.bench.jmh;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * <b>How long do thousands of tasks take, each of which waits for 50 ms and does nothing else?</b>
 *
 * <p>One operation starts a thread for each task, all at once, and ends when the last thread has ended. Waiting costs
 * no CPU, so the ideal is 50 ms however many they are; what comes on top of it is the price of having that many
 * threads.
 *
 * <p><b>Traps avoided.</b> The tasks are all started before anything is waited for. An operation ends with its threads,
 * so none sleeps on into the next one. They sleep and are not kept busy otherwise, for the more of them the fewer CPUs
 * there would be for each.
 *
 * <pre>
 *     ./lab jmh SleepingTasks                             1,000 tasks
 *     ./lab jmh SleepingTasks -p tasks=100,10000
 * </pre>
 *
 * <p><b>What you should see.</b> Virtual threads near the ideal, and platform threads far from it by what it takes to
 * start them one after the other. On two CPUs, JDK 25.0.3, {@code -f 3 -i 2}: 52 ms and 57 ms for 1,000 and 10,000
 * tasks on virtual threads, 188 ms and 1,795 ms on platform threads, of which most had ended before the last one began.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SleepingTasksBenchmark {
    private static final long SLEEP_MILLIS = 50;

    @Param({"1000", "10000"})
    public int tasks;

    @Benchmark
    public List<Void> sleep(ThreadKind kind) throws InterruptedException, ExecutionException {
        Callable<Void> task = () -> {
            Thread.sleep(SLEEP_MILLIS);
            return null;
        };
        return kind.runAll(Collections.nCopies(tasks, task));
    }
}
