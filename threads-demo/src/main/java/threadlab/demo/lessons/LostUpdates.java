package threadlab.demo.lessons;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;

/** Shows that updates can be lost on the heap, which threads share, but never on the stack of a thread. */
public final class LostUpdates implements Lesson<LostUpdates.Finding> {
    private static final int THREADS = 2;

    private final int each; // additions by each thread
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long unguarded; // volatile, so that each read and write is real; an addition is still two of them
    private long guarded; // by lock
    private final AtomicLong atomic = new AtomicLong();
    private final AtomicLong parts = new AtomicLong(); // the sum of what each thread has counted

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new LostUpdates());
    }

    LostUpdates() {
        this(10_000_000);
    }

    LostUpdates(int each) {
        this.each = each;
    }

    @Override
    public Heading heading() {
        return new Heading(5, "lost-updates", "Threads share the heap, not the stack");
    }

    @Override
    public String claim() {
        return """
                The threads of a process share its memory: they are parts of one process. Yet each has a stack and
                registers of its own.""";
    }

    @Override
    public String expectation() {
        return """
                A field lives on the heap, where both threads reach it. count++ reads it, adds one and writes it back:
                three steps. If both threads read 41 before either writes, both write 42, and one update is lost. A
                volatile field changes nothing in that. A lock lets one thread at a time through the three steps; an
                atomic variable makes them one, with the help of the CPU. Both cost something at every addition. A local
                variable lives on the stack of its thread, or in a register, where no other Java thread can reach it:
                nothing to lose, and the only thing to pay is one addition at the end.""";
    }

    /** A way for the threads to count together. */
    record Way(String name, long counted, long nanos) {
    }

    /**
     * The counts.
     *
     * @param added how often the threads added one, in each way
     * @param afterTwo the value of a field that was 0 after two threads had added one, each when both had read it
     */
    record Finding(long added, Way unguarded, Way locked, Way atomic, Way own, int afterTwo) {
    }

    @Override
    public Finding experiment() throws InterruptedException {
        count(Math.max(1, each / 10)); // so that all of it is compiled before the clock counts
        return count(each);
    }

    private Finding count(int times) throws InterruptedException {
        return new Finding((long) THREADS * times,
                race("count++, volatile field", () -> addUnguarded(times), () -> unguarded),
                race("count++, under a lock", () -> addLocked(times), () -> guarded),
                race("AtomicLong.incrementAndGet()", () -> addAtomic(times), atomic::get),
                race("each its own, added at the end", () -> addOwn(times), parts::get),
                afterTwoHaveRead());
    }

    private void addUnguarded(int times) {
        for (int i = 0; i < times; i++) {
            unguarded++; // the mistake is the lesson
        }
    }

    private void addLocked(int times) {
        for (int i = 0; i < times; i++) {
            lock.lock();
            try {
                guarded++;
            } finally {
                lock.unlock();
            }
        }
    }

    private void addAtomic(int times) {
        for (int i = 0; i < times; i++) {
            atomic.incrementAndGet();
        }
    }

    private void addOwn(int times) {
        long own = 0;
        for (int i = 0; i < times; i++) {
            own++;
        }
        parts.addAndGet(own);
    }

    /** Runs the work on all threads at the same time, if there are enough CPUs. */
    private static Way race(String name, Runnable work, LongSupplier total) throws InterruptedException {
        long before = total.getAsLong();
        CyclicBarrier start = new CyclicBarrier(THREADS + 1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                await(start);
                work.run();
            }));
        }
        await(start);
        long begin = System.nanoTime();
        for (Thread thread : threads) {
            thread.join();
        }
        return new Way(name, total.getAsLong() - before, System.nanoTime() - begin);
    }

    /** Forces the unlucky order: neither thread writes before both have read. */
    private static int afterTwoHaveRead() throws InterruptedException {
        int[] count = {0};
        CyclicBarrier bothHaveRead = new CyclicBarrier(2);
        Runnable addOne = () -> {
            int read = count[0];
            await(bothHaveRead);
            count[0] = read + 1;
        };
        Thread t1 = Thread.ofPlatform().start(addOne);
        Thread t2 = Thread.ofPlatform().start(addOne);
        t1.join();
        t2.join();
        return count[0];
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e); // nobody interrupts these threads
        }
    }

    @Override
    public Outcome outcome(Finding found) {
        long lost = found.added() - found.unguarded().counted();
        boolean shared = lost > 0 || found.afterTwo() < 2;
        boolean noneLost = Stream.of(found.locked(), found.atomic(), found.own())
                .allMatch(way -> way.counted() == found.added());
        Table table = new Table("how two threads count", "counted", "lost", "ns an addition");
        for (Way way : List.of(found.unguarded(), found.locked(), found.atomic(), found.own())) {
            table = table.row(way.name(), Figures.count(way.counted()), Figures.count(found.added() - way.counted()),
                    Figures.decimal((double) way.nanos() / found.added(), 1));
        }
        return new Outcome(shared && noneLost ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD,
                """
                        The shared field lost %s of %s unguarded updates. With a lock, an atomic variable, or a local
                        variable for each thread, %s were lost. In the unlucky order, made certain, two additions to 0
                        gave %s."""
                        .formatted(
                                Figures.count(lost), Figures.count(found.added()), noneLost ? "none" : "some",
                                found.afterTwo()),
                table);
    }

    @Override
    public String next() {
        return """
                Run it on one CPU: taskset -c 0 ./lab lesson 5. The shared ways are faster, and hardly an update is
                lost. Why can one still be lost, and why is the lock so much cheaper?""";
    }
}
