package threadlab.demo.lessons;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import threadlab.demo.lessons.frame.Bars;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Verdict;

/** How deep calls can go on a stack, and what is full when they can go no deeper. */
public final class StackDepth implements Lesson<StackDepth.Finding> {
    private static final int WARM_UP_DIVES = 500; // compiled frames are smaller: all dives are to be made of the same
    private static final long MEBIBYTE = 1 << 20;

    private final List<Long> stackSizes; // bytes, rising
    private final int chainLength; // objects
    private int depth; // of the thread that dives; one at a time

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new StackDepth());
    }

    StackDepth() {
        this(List.of(2 * MEBIBYTE, 4 * MEBIBYTE, 8 * MEBIBYTE, 16 * MEBIBYTE), 5_000_000);
    }

    StackDepth(List<Long> stackSizes, int chainLength) {
        this.stackSizes = stackSizes;
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
                deeper. It is an error that can be caught; catching it leaves the frames, and the thread goes on.

                A virtual thread runs on the stack of its carrier, a platform thread of the default size (-Xss), and so
                goes about as deep as one. Only while it waits are its frames on the heap. The heap has a bound of its own
                (-Xmx), for all threads together, and far away.""";
    }

    /** How deep calls went until the stack was full. */
    record Dive(long stackBytes, int depth) {
    }

    /**
     * What was found.
     *
     * @param ofDefaultSize the depth on a platform thread of the default stack size
     * @param virtual the depth on a virtual thread
     * @param heapUsed bytes, when a stack was full
     * @param heapMax bytes that the heap may have
     * @param chained objects that a thread put on the heap and visited, after its stack had overflowed
     */
    record Finding(List<Dive> dives, int ofDefaultSize, int virtual, long heapUsed, long heapMax, long chained) {
    }

    @Override
    public Finding experiment() throws InterruptedException {
        for (int i = 0; i < WARM_UP_DIVES; i++) {
            dive(Thread.ofVirtual(), new CountDownLatch(0)).join();
        }
        // Sizes rise, and no thread ends before the last has dived: the C library may hand the stack of a thread that
        // has ended to the next one, though it is larger than what was asked for.
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> divers = new ArrayList<>();
        divers.add(dive(Thread.ofVirtual(), end));
        int virtual = depth;
        divers.add(dive(Thread.ofPlatform(), end));
        int ofDefaultSize = depth;
        List<Dive> dives = new ArrayList<>();
        for (long size : stackSizes) {
            divers.add(dive(Thread.ofPlatform().stackSize(size), end));
            dives.add(new Dive(size, depth));
        }
        end.countDown();
        for (Thread diver : divers) {
            diver.join();
        }
        Runtime runtime = Runtime.getRuntime();
        return new Finding(dives, ofDefaultSize, virtual, runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(), chainedAfterOverflow());
    }

    /** Starts a thread that calls as deep as it can, and then waits for the end. When this returns, it has dived. */
    private Thread dive(Thread.Builder builder, CountDownLatch end) throws InterruptedException {
        CountDownLatch dived = new CountDownLatch(1);
        Thread diver = builder.start(() -> {
            overflow();
            dived.countDown();
            await(end);
        });
        dived.await();
        return diver;
    }

    private void overflow() {
        depth = 0;
        try {
            goDeeper();
        } catch (StackOverflowError e) {
            return; // the frames are gone, the thread is as it was
        }
        throw new IllegalStateException("goDeeper() returned");
    }

    /** That it never returns is the lesson. */
    private void goDeeper() {
        depth++;
        goDeeper();
    }

    private long chainedAfterOverflow() throws InterruptedException {
        long[] chained = {0};
        Thread.ofPlatform().start(() -> {
            overflow();
            chained[0] = chain();
        }).join();
        return chained[0];
    }

    /** One object that refers to the next. */
    private record Link(Link next) {
    }

    /** Links as many objects as asked for, and visits them in a loop: each is one link further, and no call deeper. */
    private long chain() {
        Link first = null;
        for (int i = 0; i < chainLength; i++) {
            first = new Link(first);
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
        Bars bars = new Bars("Calls until the stack is full").bar("virtual thread", found.virtual(),
                Figures.count(found.virtual())).bar("platform thread, default size", found.ofDefaultSize(),
                        Figures.count(found.ofDefaultSize()));
        for (Dive dive : found.dives()) {
            bars = bars.bar("platform thread, " + Figures.bytes(dive.stackBytes()), dive.depth(),
                    Figures.count(dive.depth()));
        }
        return new Outcome(memoryFull || !deeperOnLarger ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                When the stacks were full, %s of the heap's %s were in use: full was one stack, and a larger one went
                deeper. A thread whose stack had overflowed then put %s objects on the heap and visited them all. That
                half of the claim is right, as far as the heap reaches.""".formatted(Figures.bytes(found.heapUsed()),
                Figures.bytes(found.heapMax()), Figures.count(found.chained())), bars);
    }

    @Override
    public String next() {
        return """
                Run it with LAB_JAVA_OPTS=-Xss8m ./lab lesson 6: which bars grow? Then with LAB_JAVA_OPTS=-Xint, without
                the compilers: why do fewer calls fit?""";
    }
}
