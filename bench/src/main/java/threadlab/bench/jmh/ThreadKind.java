package threadlab.bench.jmh;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The kind of threads that a benchmark starts. JMH itself calls benchmarks on platform threads, so the code to measure
 * runs on threads that are started within the operation and have ended when it ends.
 */
@SuppressWarnings("NullAway.Init") // JMH sets the parameters and calls the methods that set up
@State(Scope.Benchmark)
public class ThreadKind {
    /** One name for all: a counter in the name would cost more than the start of a virtual thread. */
    static final String NAME = "bench";

    @Param({"platform", "virtual"})
    public String threadKind;

    private ThreadFactory threads;

    @Setup
    public void choose() {
        threads = builder().name(NAME).factory();
    }

    private Thread.Builder builder() {
        return switch (threadKind) {
            case "platform" -> Thread.ofPlatform();
            case "virtual" -> Thread.ofVirtual();
            default -> throw new IllegalArgumentException(
                    "threadKind is " + threadKind + ", allowed: platform, virtual");
        };
    }

    /** Returns a thread that is not started yet. */
    Thread thread(Runnable task) {
        return threads.newThread(task);
    }

    /** Returns an executor whose {@code close} waits until its threads have ended. */
    ExecutorService threadPerTask() {
        return Executors.newThreadPerTaskExecutor(threads);
    }

    /** Runs each task on a thread of its own, all at the same time. */
    <T> List<T> runAll(List<? extends Callable<T>> tasks) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>(tasks.size());
        try (ExecutorService executor = threadPerTask()) {
            for (Future<T> ended : executor.invokeAll(tasks)) {
                results.add(ended.get());
            }
        }
        return results;
    }

    <T> T run(Callable<T> task) throws InterruptedException, ExecutionException {
        return runAll(List.of(task)).get(0);
    }
}
