package threadlab.bench.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * <b>What does it cost to start a thread and to wait for its end?</b>
 *
 * <p>{@code one} starts a thread that has nothing to do, and joins it. {@code thousand} starts a thousand before it
 * joins the first, and counts as a thousand operations. The former is the time that somebody waits for one thread: it
 * has two changes of threads in it, to the new one and back, and mostly a CPU that has to be woken. The latter is the
 * work that a thread costs when there is always something to do.
 *
 * <p><b>Traps avoided.</b> A thread that is started and not joined would run on into the next operation, and into the
 * score of another iteration. There is no dead code to remove: a start is a side effect. The threads have one name for
 * all, since composing a name costs a virtual thread visibly.
 *
 * <pre>
 *     ./lab jmh StartJoin
 *     ./lab jmh StartJoin -prof gc                        what a thread takes from the heap
 * </pre>
 *
 * <p><b>What you should see.</b> {@code one} differs less between the kinds than {@code thousand}, since waking a CPU
 * costs the same for both. On two CPUs, JDK 25.0.3, {@code -f 3 -i 2}: {@code one} took 134 us on a platform thread and
 * 32 us on a virtual one, {@code thousand} 97 us and 0.22 us.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class StartJoinBenchmark {
    private static final int MANY = 1_000;
    private static final Runnable NOTHING = () -> {
    };

    @Benchmark
    public void one(ThreadKind kind) throws InterruptedException {
        Thread thread = kind.thread(NOTHING);
        thread.start();
        thread.join();
    }

    @Benchmark
    @OperationsPerInvocation(MANY)
    public void thousand(ThreadKind kind) throws InterruptedException {
        var threads = new Thread[MANY];
        for (int i = 0; i < MANY; i++) {
            threads[i] = kind.thread(NOTHING);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
