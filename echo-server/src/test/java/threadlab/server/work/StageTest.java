package threadlab.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stages do to the threads that run them, looked at while they wait in a pool that has no place. */
@Timeout(60)
class StageTest {
    private static final WorkCounters NOBODY_READS = new WorkCounters(List.of(), System::nanoTime);

    /** A pool whose places the test hands out, each for one use. */
    private static final class Gate extends Semaphore {
        private static final long serialVersionUID = 1;

        Gate() {
            super(0, true);
        }

        @Override
        public void release() {
            // A place that was used does not come back.
        }

        List<Stage> stage() {
            return List.of(new Stage.Pool(this, List.of()));
        }

        Collection<Thread> awaitWaiting(int threads) {
            await().until(() -> getQueueLength() == threads);
            return getQueuedThreads();
        }
    }

    private final Gate gate = new Gate();
    private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        gate.release(1_000);
        background.close();
    }

    private static Future<?> start(boolean virtual, Stage stage) {
        ThreadFactory threads = virtual ? Thread.ofVirtual().factory() : Thread.ofPlatform().daemon().factory();
        FutureTask<?> end = new FutureTask<>(() -> {
            stage.run(new Draw(1, 2, 3), NOBODY_READS);
            return null;
        });
        threads.newThread(end).start();
        return end;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theBranchesOfAFanAreAtOnceOnThreadsOfTheSameKindAndAllWaitedFor(boolean virtual) throws Exception {
        Future<?> end = start(virtual, new Fan(4, gate.stage()));
        Collection<Thread> branches = gate.awaitWaiting(4);
        assertThat(branches).allMatch(branch -> branch.isVirtual() == virtual).allMatch(Thread::isDaemon);
        gate.release(3);
        gate.awaitWaiting(1);
        assertThat(end.isDone()).isFalse();
        gate.release(1);
        end.get();
        await().until(() -> branches.stream().noneMatch(Thread::isAlive));
    }

    @Test
    void eachBranchDrawsItsOwnNumbersTheSameForTheSameMessage() throws Exception {
        List<Integer> first = locksOfThreeBranches();
        assertThat(first).hasSize(3);
        assertThat(locksOfThreeBranches()).isEqualTo(first);
    }

    private List<Integer> locksOfThreeBranches() throws Exception {
        Stage.Lock lock = Stage.Lock.of(1_000, gate.stage());
        Future<?> end = start(true, new Fan(3, List.of(lock)));
        gate.awaitWaiting(3);
        List<Integer> held = new ArrayList<>();
        for (int i = 0; i < lock.locks().size(); i++) {
            if (lock.locks().get(i).isLocked()) {
                held.add(i);
            }
        }
        gate.release(3);
        end.get();
        return held;
    }

    @Test
    void aFanThatGetsNoFurtherThreadFailsWhenThoseThatItHasHaveEnded() throws Exception {
        var fan = new Fan(3, gate.stage());
        var threads = new ArrayList<Thread>();
        Future<WorkFailedException> failure = background.submit(() -> catchThrowableOfType(WorkFailedException.class,
                () -> fan.run(new Draw(1, 2, 3), NOBODY_READS, branch -> {
                    if (threads.size() == 2) {
                        throw new OutOfMemoryError("unable to create native thread, says a test");
                    }
                    threads.add(new Thread(branch));
                    return threads.getLast();
                })));
        gate.awaitWaiting(2);
        assertThat(failure.isDone()).isFalse();
        gate.release(2);
        assertThat(failure.get().lack()).isEqualTo(WorkFailedException.Lack.THREAD);
        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDepthHasItsFramesBelowTheStagesWithin(boolean virtual) throws Exception {
        Future<?> end = start(virtual, new Stage.Depth(500, gate.stage()));
        Thread session = gate.awaitWaiting(1).iterator().next();
        await().until(() -> Stream.of(session.getStackTrace())
                .filter(frame -> frame.getClassName().equals(Stage.Depth.class.getName())
                        && frame.getMethodName().equals("deeper"))
                .count() == 500);
        gate.release(1);
        end.get();
    }

    /** So many bytes that what other tests leave behind, or what ends meanwhile, does not count. */
    @Test
    void bytesAreHeldWhileTheStagesWithinRunAndNoLonger() throws Exception {
        var alloc = new Stage.Alloc(64 << 20, gate.stage());
        long before = usedAfterCollection();
        List<Future<?>> ends = List.of(start(true, alloc), start(true, alloc));
        gate.awaitWaiting(2);
        assertThat(usedAfterCollection() - before).isGreaterThan(96 << 20);
        gate.release(2);
        for (Future<?> end : ends) {
            end.get();
        }
        assertThat(usedAfterCollection() - before).isLessThan(32 << 20);
    }

    private static long usedAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** A compiler may leave out an object that nobody looks at. */
    @Test
    void bytesAreAllocatedAlsoOnceTheirCodeIsCompiled() throws Exception {
        var alloc = new Stage.Alloc(4 << 10, List.of());
        run(alloc, 100_000);
        var threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long before = threads.getCurrentThreadAllocatedBytes();
        run(alloc, 10_000);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isGreaterThanOrEqualTo(10_000L * (4 << 10));
    }

    private static void run(Stage stage, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            stage.run(new Draw(1, 2, i), NOBODY_READS);
        }
    }
}
