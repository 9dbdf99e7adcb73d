package threadlab.bench.jmh;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * <b>What does a thread local cost, beside something that is simply handed over?</b>
 *
 * <p>Two questions, since a thread local has two prices. {@code readThreadLocal} and {@code readField} read a number a
 * million times on one thread: that is a lookup in the thread's map, beside a load from memory.
 * {@code taskWithThreadLocal} and {@code taskWithParameter} are a thread a task, which uses a buffer of 8 KiB once: a
 * new thread has no buffer yet and makes one, where a pool's thread would have found the last task's. A cache in a
 * thread local saves nothing once each task has a thread of its own.
 *
 * <p><b>Traps avoided.</b> In a loop the compiler would look the thread local up once, and keep what it found: so each
 * read is a method that may not be inlined, in both benchmarks, and their difference is what counts. The sum of what
 * was read is returned. Tasks run one after the other, so handing the same buffer to all of them is allowed; where they
 * run at the same time, each needs one, from whoever starts it.
 *
 * <pre>
 *     ./lab jmh ThreadLocal
 *     ./lab jmh ThreadLocalBenchmark.task -prof gc        the buffer shows as bytes an operation
 * </pre>
 *
 * <p><b>What you should see.</b> A read costs a nanosecond or two more than a field, on either kind of thread: 4.0 ns
 * and 3.4 ns beside 2.1 ns and 1.9 ns (two CPUs, JDK 25.0.3, {@code -f 3 -i 2}). A task with a thread local takes 8,800
 * bytes from the heap on a virtual thread in place of 470. In time it does not show beside the start of a platform
 * thread; on virtual threads it was 3.3 us in place of 1.2 us, with errors as large as that: the bytes are the surer
 * figure.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ThreadLocalBenchmark {
    private static final int READS = 1_000_000;
    private static final int TASKS = 1_000;
    private static final int BUFFER_SIZE = 8 * 1024;
    private static final ThreadLocal<int[]> NUMBER = ThreadLocal.withInitial(() -> new int[]{1});
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[BUFFER_SIZE]);

    private final int[] number = {1};
    private final byte[] buffer = new byte[BUFFER_SIZE];

    @Benchmark
    @OperationsPerInvocation(READS)
    public int readThreadLocal(ThreadKind kind) throws InterruptedException, ExecutionException {
        return kind.run(() -> {
            int sum = 0;
            for (int i = 0; i < READS; i++) {
                sum += fromThreadLocal();
            }
            return sum;
        });
    }

    @Benchmark
    @OperationsPerInvocation(READS)
    public int readField(ThreadKind kind) throws InterruptedException, ExecutionException {
        return kind.run(() -> {
            int sum = 0;
            for (int i = 0; i < READS; i++) {
                sum += fromField();
            }
            return sum;
        });
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private int fromThreadLocal() {
        return NUMBER.get()[0];
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private int fromField() {
        return number[0];
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void taskWithThreadLocal(ThreadKind kind) throws InterruptedException, ExecutionException {
        oneAfterTheOther(kind, () -> use(BUFFER.get()));
    }

    @Benchmark
    @OperationsPerInvocation(TASKS)
    public void taskWithParameter(ThreadKind kind) throws InterruptedException, ExecutionException {
        oneAfterTheOther(kind, () -> use(buffer));
    }

    private static void oneAfterTheOther(ThreadKind kind, Runnable task)
            throws InterruptedException, ExecutionException {
        kind.run(() -> {
            for (int i = 0; i < TASKS; i++) {
                Thread thread = kind.thread(task);
                thread.start();
                thread.join();
            }
            return null;
        });
    }

    private static void use(byte[] bytes) {
        bytes[0]++;
    }
}
