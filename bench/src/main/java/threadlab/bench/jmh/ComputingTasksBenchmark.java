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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * <b>Do tasks that only compute end sooner on virtual threads?</b>
 *
 * <p>One operation is 16 tasks of some milliseconds of pure computing. {@code eachOnAThread} gives each of them a
 * thread of its own; {@code oneAfterTheOther} calls them on JMH's thread, and so says what there is to gain at all: at
 * best its score divided by the number of CPUs.
 *
 * <p><b>Traps avoided.</b> The compiler removes a loop whose result is not used; JMH's {@code consumeCPU} is made
 * so that it stays, and its time grows with its argument. The tasks are long beside the start of a thread,
 * which is another benchmark's question ({@link StartJoinBenchmark}).
 *
 * <pre>
 *     ./lab jmh ComputingTasks
 *     taskset -c 0 ./lab jmh ComputingTasks               with one CPU there is nothing to gain
 * </pre>
 *
 * <p><b>What you should see.</b> No: there are as many CPUs as before. On two of them, JDK 25.0.3, {@code -f 3 -i 2}:
 * 61 ms one after the other, 32 ms on virtual threads, which is half, and 36 ms (41 ms in another run) on platform
 * threads, where the start of the threads and the operating system's sharing out of two CPUs among 16 come on top.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ComputingTasksBenchmark {
    private static final int TASKS = 16;
    private static final long WORK = 2_000_000;

    @Benchmark
    public List<Void> eachOnAThread(ThreadKind kind) throws InterruptedException, ExecutionException {
        Callable<Void> task = () -> {
            Blackhole.consumeCPU(WORK);
            return null;
        };
        return kind.runAll(Collections.nCopies(TASKS, task));
    }

    @Benchmark
    public void oneAfterTheOther() {
        for (int i = 0; i < TASKS; i++) {
            Blackhole.consumeCPU(WORK);
        }
    }
}
