package threadlab.server.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import threadlab.server.work.WorkFailedException.Lack;

/** Does its stages several times at once, each on a thread of the same kind as the one that waits for all. */
record Fan(int branches, List<Stage> stages) implements Stage {
    private static final ThreadFactory VIRTUAL = Thread.ofVirtual().name("fan").factory();
    private static final ThreadFactory PLATFORM = Thread.ofPlatform().daemon().name("fan").factory();

    @Override
    public void run(Draw draw, WorkCounters counters) throws WorkFailedException, InterruptedException {
        run(draw, counters, Thread.currentThread().isVirtual() ? VIRTUAL : PLATFORM);
    }

    /** Ends when all threads that were started have ended, also where one has failed or this one is interrupted. */
    void run(Draw draw, WorkCounters counters, ThreadFactory factory)
            throws WorkFailedException, InterruptedException {
        List<Future<?>> ends = new ArrayList<>();
        try (var threads = Executors.newThreadPerTaskExecutor(factory)) { // its close waits, and passes an interrupt on
            for (int i = 0; i < branches; i++) {
                Draw branch = draw.branch();
                ends.add(threads.submit(() -> {
                    runWithin(branch, counters);
                    return null;
                }));
            }
        } catch (OutOfMemoryError e) { // how the JDK says that the system has no more threads
            throw new WorkFailedException(Lack.THREAD, e);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        for (Future<?> end : ends) {
            if (end.state() == Future.State.FAILED) {
                throw WorkFailedException.of(end.exceptionNow());
            }
        }
    }
}
