package threadlab.demo.lessons;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import threadlab.demo.lessons.frame.Bars;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Verdict;

/** Shows how deep calls can go on a stack, and what is full when they can go no deeper. */
public final class StackDepth implements Lesson<StackDepth.Finding> {
    private static final int WARM_UP_DIVES = 500; // compiled frames are smaller, and all dives should have the same
    private static final int CALLS_PER_WAIT = 1_000;
    private static final long WAIT_NANOS = 1_000_000; // long enough for the thread to leave its carrier
    private static final long MEBIBYTE = 1 << 20;

    private final List<Long> stackSizes; // bytes, rising
    private final int deepEnough; // calls, for a thread that no stack bounds
    private final int chainLength; // objects
    private int depth; // one thread dives at a time

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new StackDepth());
    }

    StackDepth() {
        this(List.of(2 * MEBIBYTE, 4 * MEBIBYTE, 8 * MEBIBYTE, 16 * MEBIBYTE), 500_000, 5_000_000);
    }

    StackDepth(List<Long> stackSizes, int deepEnough, int chainLength) {
        this.stackSizes = stackSizes;
        this.deepEnough = deepEnough;
        this.chainLength = chainLength;
    }

    @Override
    public Heading heading() {
        return new Heading(6, "stack", "The stack is bounded, the heap is another matter");
    }

    @Override
    public String claim() {
        return """
                A stack overflow means that the memory is full. The heap stores as many objects as are wanted; the stack
                cannot hold that many frames.""";
    }

    @Override
    public String expectation() {
        return """
                Every call adds a frame to the stack of its thread, and that stack has a size, set when the thread is
                made. The overflow means that this one stack is full, while memory may be plenty: a larger stack goes
                deeper. It is an error that can be caught: the frames up to there are gone then, and the thread goes on.

                A virtual thread runs on the stack of its carrier, a platform thread of the default size (-Xss), and so
                goes about as deep as one. But when it waits, its frames move to the heap, and they come back only as
                calls return to them: one that waits often enough is not bounded by that stack. The heap has a bound of
                its own (-Xmx), for all threads together.""";
    }

    /** The depth of calls at which the stack was full. */
    record Dive(long stackBytes, int depth) {
    }

    /**
     * The depths, and the heap.
     *
     * @param ofDefaultSize the depth on a platform thread of the default stack size
     * @param virtual the depth on a virtual thread
     * @param virtualWaiting the depth on a virtual thread that waits at times; it stops at what is deep enough
     * @param heapUsed bytes, when a stack was full
     * @param heapMax bytes that the heap may have
     * @param chained objects that a thread put on the heap and visited, after its stack had overflowed
     */
    record Finding(List<Dive> dives, int ofDefaultSize, int virtual, int virtualWaiting, long heapUsed, long heapMax,
            long chained) {
    }

    @Override
    public Finding experiment() throws InterruptedException {
        for (int i = 0; i < WARM_UP_DIVES; i++) {
            dive(Thread.ofVirtual(), this::goDeeper, new CountDownLatch(0)).join();
        }
        // Sizes rise, and no thread ends before the last has dived: the C library may hand the stack of a thread that
        // has ended to the next one, though it is larger than what was asked for.
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> divers = new ArrayList<>();
        divers.add(dive(Thread.ofVirtual(), this::goDeeper, end));
        int virtual = depth;
        divers.add(dive(Thread.ofVirtual(), this::goDeeperAndWait, end));
        int virtualWaiting = depth;
        divers.add(dive(Thread.ofPlatform(), this::goDeeper, end));
        int ofDefaultSize = depth;
        List<Dive> dives = new ArrayList<>();
        for (long size : stackSizes) {
            divers.add(dive(Thread.ofPlatform().stackSize(size), this::goDeeper, end));
            dives.add(new Dive(size, depth));
        }
        end.countDown();
        for (Thread diver : divers) {
            diver.join();
        }
        Runtime runtime = Runtime.getRuntime();
        return new Finding(dives, ofDefaultSize, virtual, virtualWaiting, runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(), chainedAfterOverflow());
    }

    /** Starts a thread that calls as deep as it can, and then waits for the end. Returns when it waits. */
    private Thread dive(Thread.Builder builder, Runnable calls, CountDownLatch end) throws InterruptedException {
        CountDownLatch dived = new CountDownLatch(1);
        Thread diver = builder.start(() -> {
            overflow(calls);
            dived.countDown();
            await(end);
        });
        dived.await();
        return diver;
    }

    private void overflow(Runnable calls) {
        depth = 0;
        try {
            calls.run();
        } catch (StackOverflowError e) {
            // This is the lesson: the frames are gone, and the thread goes on.
        }
    }

    /** Never returns, which is the lesson. */
    @SuppressWarnings("InfiniteRecursion")
    private void goDeeper() {
        depth++;
        goDeeper();
    }

    private void goDeeperAndWait() {
        depth++;
        if (depth % CALLS_PER_WAIT == 0) {
            LockSupport.parkNanos(WAIT_NANOS);
        }
        if (depth < deepEnough) {
            goDeeperAndWait();
        }
    }

    private long chainedAfterOverflow() throws InterruptedException {
        long[] chained = {0};
        Thread.ofPlatform().start(() -> {
            overflow(this::goDeeper);
            chained[0] = chain();
        }).join();
        return chained[0];
    }

    /** An object that refers to the next. */
    private record Link(@Nullable Link next) {
    }

    /** Links objects until they are enough, or the heap is full, and visits them in a loop, without further calls. */
    private long chain() {
        Link first = null;
        try {
            for (int i = 0; i < chainLength; i++) {
                first = new Link(first);
            }
        } catch (OutOfMemoryError e) {
            // The heap is full: the objects that were linked so far count.
        }
        long visited = 0;
        for (Link link = first; link != null; link = link.next()) {
            visited++;
        }
        return visited;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Outcome outcome(Finding found) {
        boolean memoryFull = found.heapUsed() > 0.9 * found.heapMax();
        boolean deeperOnLarger = found.dives().getLast().depth() > found.dives().getFirst().depth();
        String heapFull = found.chained() < chainLength ? ", which was full then" : "";
        return new Outcome(memoryFull || !deeperOnLarger ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD,
                """
                        When the stacks were full, %s of the heap's %s were in use: full was one stack, and a larger one
                        went deeper. A thread whose stack had overflowed then put %s objects on the heap and visited
                        them all: that half of the claim is right, as far as the heap reaches%s. A virtual thread that
                        waited every %s calls went %s deep."""
                        .formatted(Figures.bytes(found.heapUsed()), Figures.bytes(found.heapMax()),
                                Figures.count(found.chained()), heapFull, Figures.count(CALLS_PER_WAIT),
                                Figures.count(found.virtualWaiting())),
                bars(found));
    }

    private Bars bars(Finding found) {
        String full = found.virtualWaiting() < deepEnough ? "" : ", not full";
        Bars bars = new Bars("Calls until the stack is full")
                .bar("virtual", found.virtual(), Figures.count(found.virtual()))
                .bar("virtual, waiting at times", found.virtualWaiting(), Figures.count(found.virtualWaiting()) + full)
                .bar("platform, default size", found.ofDefaultSize(), Figures.count(found.ofDefaultSize()));
        for (Dive dive : found.dives()) {
            bars = bars.bar("platform, " + Figures.bytes(dive.stackBytes()), dive.depth(), Figures.count(dive.depth()));
        }
        return bars;
    }

    @Override
    public String next() {
        return """
                Run it with LAB_JAVA_OPTS=-Xss8m ./lab lesson 6: which bars grow? Then with -Xint, without the
                compilers: why do fewer calls fit? Then with -Xmx64m: what is full now?""";
    }
}
