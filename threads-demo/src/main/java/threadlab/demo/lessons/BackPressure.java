package threadlab.demo.lessons;

import java.io.IOException;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import threadlab.demo.lessons.frame.Bars;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.ChildJvm;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Part;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Transcript;
import threadlab.demo.lessons.frame.Verdict;

/** Shows what a pool of threads held back without anybody's intention, and three ways to do it on purpose. */
public final class BackPressure implements Lesson<BackPressure.Finding> {
    private static final int LIMIT = 200; // the usual size of a pool of threads
    private static final int QUEUE = 1_000;
    private static final int DOWNSTREAM = 50; // calls that it answers at once
    private static final Duration CALL = Duration.ofMillis(5);
    private static final int BYTES = 4096; // that a request holds: its buffers, its session
    private static final String READY = "ready";
    private static final String CALLS = "Patient.downstream";

    private final int requests;

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new BackPressure());
    }

    BackPressure() {
        this(10_000);
    }

    BackPressure(int requests) {
        this.requests = requests;
    }

    @Override
    public Heading heading() {
        return new Heading(Part.CLINIC, 18, "pressure", "Nothing holds the load back any more");
    }

    @Override
    public String claim() {
        return """
                Since each request has a virtual thread, a peak fills the heap, and the service behind ours breaks down
                under more calls at once than it ever had. Before, all was well.""";
    }

    @Override
    public String expectation() {
        return """
                A pool of 200 threads is a limit that nobody wrote down: whatever comes, no more than 200 requests are
                in work, and the others wait where they hold next to nothing. With a virtual thread for each, all get
                in, hold their memory, and call the service behind. That one answers no faster for it: who waits there
                waits as long as before, only elsewhere.

                A semaphore writes the limit down. It bounds what is in work, and the time in the queue is as before. A
                bounded queue before it also bounds that time, and what does not fit is rejected. To reject whatever
                cannot start at once keeps the shortest time, for the fewest. Which one is right is for those to say
                who wait; that there is one is not.""";
    }

    /** What holds the load back. */
    enum Way {
        POOL("200 platform threads"),
        NOTHING("a virtual thread each"),
        SEMAPHORE("and a semaphore of 200"),
        QUEUE("and a queue of 1,000"),
        REJECT("and no queue: reject");

        private final String text;

        Way(String text) {
            this.text = text;
        }
    }

    /**
     * All requests at once.
     *
     * @param inWork the largest number in work at the same time
     * @param calls the largest number that called the service behind at the same time
     * @param medianNanos of those served, from arrival to answer
     * @param slowestNanos the time that 99 of 100 of those served stayed below
     */
    record Run(Way way, int served, int rejected, int inWork, int calls, long medianNanos, long slowestNanos) {
    }

    /**
     * The runs, and what tools showed with nothing to hold the load back.
     *
     * @param dump from {@code jcmd PID Thread.dump_to_file}
     * @param histogram from {@code jcmd PID GC.class_histogram}
     */
    record Finding(int requests, List<Run> runs, List<String> dump, List<String> histogram) {
        Run run(Way way) {
            return runs.stream().filter(run -> run.way() == way).findFirst().orElseThrow();
        }
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        try (ChildJvm child = ChildJvm.start(List.of("-Xmx256m"), Patient.class, String.valueOf(requests))) {
            child.answer(READY);
            List<String> dump = child.dumpToFile();
            List<String> histogram = child.jcmd("GC.class_histogram");
            child.say("go on");
            List<Run> runs = new ArrayList<>();
            for (Way way : Way.values()) {
                long[] found = Stream.of(child.answer(way.name()).split(" ")).mapToLong(Long::parseLong).toArray();
                runs.add(new Run(way, (int) found[0], (int) found[1], (int) found[2], (int) found[3], found[4],
                        found[5]));
            }
            return new Finding(requests, runs, dump, histogram);
        }
    }

    /** The program, in a JVM of its own so that its heap has nothing else. */
    static final class Patient {
        private final Way way;
        private final Semaphore downstream = new Semaphore(DOWNSTREAM, true);
        private final Semaphore admitted = new Semaphore(LIMIT, true);
        private final Semaphore queue = new Semaphore(LIMIT + QUEUE);
        private final AtomicInteger rejected = new AtomicInteger();
        private final AtomicInteger inWork = new AtomicInteger();
        private final AtomicInteger mostInWork = new AtomicInteger();
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger mostCalls = new AtomicInteger();
        private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

        private Patient(Way way) {
            this.way = way;
        }

        public static void main(String... args) throws IOException, InterruptedException {
            int requests = Integer.parseInt(args[0]);
            new Patient(Way.NOTHING).lookedAt(requests);
            for (Way way : Way.values()) {
                System.out.println(way + " " + new Patient(way).run(requests));
            }
        }

        /** Has the service behind answer nobody. */
        private void lookedAt(int requests) throws IOException, InterruptedException {
            downstream.acquire(DOWNSTREAM);
            try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
                arrive(requests, executor);
                while (downstream.getQueueLength() < requests) {
                    Thread.sleep(1);
                }
                System.out.println(READY + " to be looked at");
                System.in.read(); // returns at the end of the parent, at the latest
                downstream.release(DOWNSTREAM);
            }
        }

        private String run(int requests) {
            try (ExecutorService executor = way == Way.POOL
                    ? Executors.newFixedThreadPool(LIMIT)
                    : Executors.newVirtualThreadPerTaskExecutor()) {
                arrive(requests, executor);
            }
            long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            return sorted.length + " " + rejected + " " + mostInWork + " " + mostCalls + " "
                    + sorted[sorted.length / 2] + " " + sorted[sorted.length * 99 / 100];
        }

        private void arrive(int requests, ExecutorService executor) {
            CountDownLatch gate = new CountDownLatch(way == Way.POOL ? 0 : 1); // a pool would wait behind the gate
            long arrival = System.nanoTime();
            for (int i = 0; i < requests; i++) {
                executor.execute(() -> {
                    try {
                        gate.await();
                        arrived(arrival);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            gate.countDown();
        }

        private void arrived(long arrival) throws InterruptedException {
            switch (way) {
                case SEMAPHORE -> {
                    admitted.acquire();
                    work(arrival);
                    admitted.release();
                }
                case QUEUE -> {
                    if (queue.tryAcquire()) {
                        admitted.acquire();
                        work(arrival);
                        admitted.release();
                        queue.release();
                    } else {
                        rejected.incrementAndGet();
                    }
                }
                case REJECT -> {
                    if (admitted.tryAcquire()) {
                        work(arrival);
                        admitted.release();
                    } else {
                        rejected.incrementAndGet();
                    }
                }
                default -> work(arrival);
            }
        }

        private void work(long arrival) throws InterruptedException {
            mostInWork.accumulateAndGet(inWork.incrementAndGet(), Math::max);
            byte[] buffer = new byte[BYTES];
            downstream();
            Reference.reachabilityFence(buffer); // it is needed until here
            inWork.decrementAndGet();
            nanos.add(System.nanoTime() - arrival);
        }

        private void downstream() throws InterruptedException {
            mostCalls.accumulateAndGet(calls.incrementAndGet(), Math::max);
            downstream.acquire();
            Thread.sleep(CALL);
            downstream.release();
            calls.decrementAndGet();
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        Run pool = finding.run(Way.POOL);
        Run nothing = finding.run(Way.NOTHING);
        Run semaphore = finding.run(Way.SEMAPHORE);
        Run reject = finding.run(Way.REJECT);
        boolean all = nothing.inWork() > 2 * pool.inWork();
        return new Outcome(all ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                Of %s requests at once, a pool had at most %s in work, and a virtual thread each had %s, which all
                called the service behind at once. Half were served within %s with the pool, and within %s without. With
                a semaphore, at most %s were in work. Where those that could not start were rejected, half of the others
                were served within %s."""
                .formatted(Figures.count(finding.requests()), Figures.count(pool.inWork()),
                        Figures.count(nothing.inWork()), Figures.millis(pool.medianNanos()),
                        Figures.millis(nothing.medianNanos()), Figures.count(semaphore.inWork()),
                        Figures.millis(reject.medianNanos())),
                table(finding), bars(finding),
                new Transcript("jcmd PID Thread.dump_to_file threads.txt; grep -c " + CALLS + " threads.txt",
                        List.of(String.valueOf(finding.dump().stream().filter(line -> line.contains(CALLS)).count())),
                        ".", "So many threads are in a call to the service behind, which answers none just now."),
                new Transcript("jcmd PID GC.class_histogram", finding.histogram().stream().skip(1).limit(6).toList(),
                        "\\[B", """
                                The buffers that the requests hold while they wait, 4 KiB each, and below them the
                                threads themselves with their stacks. A pool's queue would hold neither."""));
    }

    private static Table table(Finding finding) {
        Table table = new Table("held back by", "served", "rejected", "in work", "calls", "median", "99 of 100");
        for (Run run : finding.runs()) {
            table = table.row(run.way().text, Figures.count(run.served()), Figures.count(run.rejected()),
                    Figures.count(run.inWork()), Figures.count(run.calls()), Figures.millis(run.medianNanos()),
                    Figures.millis(run.slowestNanos()));
        }
        return table;
    }

    private static Bars bars(Finding finding) {
        Bars bars = new Bars("Requests in work at once, each with its memory");
        for (Run run : finding.runs()) {
            bars = bars.bar(run.way().text, run.inWork(), Figures.count(run.inWork()));
        }
        return bars;
    }

    @Override
    public String next() {
        return """
                Write down the limit that the pool was: a semaphore around the call to each service behind, as large as
                that one can bear. Bound its queue too, and reject what does not fit, since a request that is answered
                after its client has left was work for nothing. Do not pool virtual threads for it: a pool would limit
                the threads, and not the calls.""";
    }
}
