package threadlab.bench.jmh;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
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
 * <b>What does it cost when one thread waits for another, and then goes on?</b>
 *
 * <p>One operation is one value that goes from one thread to another, where the giver waits until it has been taken.
 * The thread that waits is parked, and woken; for a platform thread both are the operating system's work, for a virtual
 * thread the JVM's. Three ways to write it: a {@code SynchronousQueue}, a {@code ReentrantLock} with two conditions,
 * and {@code LockSupport.park} by itself, which the other two are made of.
 *
 * <p><b>Traps avoided.</b> Both threads are of the kind that is measured: JMH's own thread, which is a platform thread,
 * only waits for the end. Its start of two threads is shared by the thousands of values of one invocation. The values
 * are ones for which {@code Integer.valueOf} makes no object. What was taken is added up and returned, and the threads
 * have ended when the invocation ends.
 *
 * <pre>
 *     ./lab jmh HandOff
 *     taskset -c 0 ./lab jmh HandOff                      on one CPU no thread can spin until the other one is there
 * </pre>
 *
 * <p><b>What you should see.</b> A factor of ten or more between the kinds, and a larger one where the two threads are
 * on two CPUs, one of which has to be woken. On two CPUs, JDK 25.0.3, {@code -f 3 -i 2}: with lock or park 30 us and 32
 * us on platform threads, 0.8 us and 0.9 us on virtual ones (twice that in another run); on one of them 5 us to 6 us,
 * and 0.4 us. The queue spins for a moment before it parks, and so hardly ever has to on two CPUs: 5 us and 0.1 us.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class HandOffBenchmark {
    private static final int VALUES = 5_000;
    /** The JDK caches an object for each Integer up to this one. */
    private static final int LARGEST = 127;

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long synchronousQueue(ThreadKind kind) throws InterruptedException, ExecutionException {
        return handOver(new QueueHandOff<>(), kind);
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long lockAndConditions(ThreadKind kind) throws InterruptedException, ExecutionException {
        return handOver(new ConditionHandOff<>(), kind);
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long parkAndUnpark(ThreadKind kind) throws InterruptedException, ExecutionException {
        return handOver(new ParkHandOff<>(), kind);
    }

    private static long handOver(HandOff<Integer> values, ThreadKind kind)
            throws InterruptedException, ExecutionException {
        try (ExecutorService threads = kind.threadPerTask()) {
            threads.submit(() -> give(values));
            Future<Long> sum = threads.submit(() -> take(values));
            return sum.get();
        }
    }

    private static Void give(HandOff<Integer> values) throws InterruptedException {
        for (int i = 0; i < VALUES; i++) {
            values.give(i & LARGEST);
        }
        return null;
    }

    private static long take(HandOff<Integer> values) throws InterruptedException {
        long sum = 0;
        for (int i = 0; i < VALUES; i++) {
            sum += values.take();
        }
        return sum;
    }
}
