package threadlab.bench.jmh;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * <b>Does a virtual thread that blocks while it holds a lock let go of its carrier?</b>
 *
 * <p>One operation: 32 threads, each of which takes a lock of its own, blocks for 5 ms, and releases it. If
 * blocking frees the carrier, all of them wait at the same time, and the operation takes a little over 5 ms. If the
 * thread stays on its carrier, that is, if it is pinned, only as many wait at the same time as there are carriers, by
 * default one a CPU: on two CPUs the operation takes 16 times as long.
 *
 * <p><b>Traps avoided.</b> The locks are reachable from a field: the compiler removes a {@code synchronized} whose
 * object no other thread can ever see, and there would be nothing left to measure. A lock of its own for each thread,
 * because threads that wait for each other's lock are another question. Platform threads are the control: they hold on
 * to nothing that others need, so both locks must take the same time there.
 *
 * <pre>
 *     ./lab jmh Pinning
 *     LAB_JAVA_HOME=.../jdk-21 ./lab jmh Pinning          from 21 to 23 a monitor pins
 * </pre>
 *
 * <p><b>What you should see.</b> On a JDK from 24 on (JEP 491) a little over 5 ms with either lock: on two CPUs, JDK
 * 25.0.3, {@code -f 3 -i 2}, 5.3 ms and 5.3 ms. On 21 to 23 {@code blockInSynchronized} on virtual threads takes as
 * many times as long as there are threads for a carrier, and {@code blockInReentrantLock} does not: 82.6 ms and 5.4 ms
 * on 21.0.13. Platform threads: the time for starting 32 of them on top, 7.8 ms and 7.6 ms on 25, 6.9 ms and 7.1 ms on
 * 21.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class PinningBenchmark {
    private static final int TASKS = 32;
    private static final long BLOCKED_MILLIS = 5;

    private final List<Locks> locks = Stream.generate(Locks::new).limit(TASKS).toList();
    private final List<Callable<Void>> inSynchronized = locks.stream().map(Locks::blockingInSynchronized).toList();
    private final List<Callable<Void>> inReentrantLock = locks.stream().map(Locks::blockingInReentrantLock).toList();

    /** The locks of one task. */
    private static final class Locks {
        private final ReentrantLock lock = new ReentrantLock();

        Callable<Void> blockingInSynchronized() {
            return () -> {
                synchronized (this) {
                    return block();
                }
            };
        }

        Callable<Void> blockingInReentrantLock() {
            return () -> {
                lock.lock();
                try {
                    return block();
                } finally {
                    lock.unlock();
                }
            };
        }

        private static Void block() throws InterruptedException {
            Thread.sleep(BLOCKED_MILLIS);
            return null;
        }
    }

    @Benchmark
    public List<Void> blockInSynchronized(ThreadKind kind) throws InterruptedException, ExecutionException {
        return kind.runAll(inSynchronized);
    }

    @Benchmark
    public List<Void> blockInReentrantLock(ThreadKind kind) throws InterruptedException, ExecutionException {
        return kind.runAll(inReentrantLock);
    }
}
