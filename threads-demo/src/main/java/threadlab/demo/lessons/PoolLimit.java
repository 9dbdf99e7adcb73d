package threadlab.demo.lessons;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
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

/** Shows that a pool of N places which are used for a time T serves N / T, however many threads there are. */
public final class PoolLimit implements Lesson<PoolLimit.Finding> {
    private static final Duration QUERY = Duration.ofMillis(10);
    private static final Duration REST = Duration.ofMillis(40); // of the work of a request: it needs no connection
    private static final int DATABASE = 20; // queries that a small database runs at once
    private static final String READY = "ready";
    private static final String WAITS = "Patient.waitForPlace";

    private final int threads;

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new PoolLimit());
    }

    PoolLimit() {
        this(2_000);
    }

    PoolLimit(int threads) {
        this.threads = threads;
    }

    @Override
    public Heading heading() {
        return new Heading(Part.CLINIC, 16, "pool", "The pool is the limit");
    }

    @Override
    public String claim() {
        return """
                We have thousands of virtual threads in place of 200 platform threads, and serve not one request more.
                The requests only take longer.""";
    }

    @Override
    public String expectation() {
        return """
                Who serves what in which time: N places that are each taken for a time T serve at most N / T, and more
                threads only wait longer for a place (J. D. C. Little, A proof for the queuing formula L = lambda W,
                1961). 20 connections and 10 ms make 2,000 a second, with 200 threads or with 2,000. The thread pool
                was never the limit, or no longer is.

                A larger pool helps as far as the database behind it has room. A database that runs 20 queries at once
                lets the others wait inside, and the wait has only moved. What always helps is to hold a connection for
                a shorter time: here, requests that do the rest of their work, 40 ms, before they take one, against
                those that hold it all the time.""";
    }

    /** A pool and what is behind it. */
    enum Setup {
        SMALL("20 places", 20, Integer.MAX_VALUE, false),
        LARGER("40 places", 40, Integer.MAX_VALUE, false),
        LARGER_BUT("40, small database", 40, DATABASE, false),
        HELD_LONG("40, held longer", 40, Integer.MAX_VALUE, true);

        private final String text;
        private final int places;
        private final int database;
        private final boolean holdsForTheRest;

        Setup(String text, int places, int database, boolean holdsForTheRest) {
            this.text = text;
            this.places = places;
            this.database = database;
            this.holdsForTheRest = holdsForTheRest;
        }

        /** Returns how many requests a second it can serve at most. */
        double limit() {
            Duration held = holdsForTheRest ? QUERY.plus(REST) : QUERY;
            return Math.min(places * 1e9 / held.toNanos(), database * 1e9 / QUERY.toNanos());
        }
    }

    /**
     * All requests with one pool.
     *
     * @param atOnce the largest number that had a place at the same time
     * @param queries the largest number of queries that ran at the same time
     * @param waitNanos the mean wait for a place
     * @param queryNanos the mean time from the place to the answer
     */
    record Run(Setup setup, int requests, long nanos, int atOnce, int queries, long waitNanos, long queryNanos) {
        double rate() {
            return requests * 1e9 / nanos;
        }
    }

    /**
     * The runs, and what a tool showed of the small pool.
     *
     * @param dump from {@code jcmd PID Thread.dump_to_file}
     */
    record Finding(List<Run> runs, List<String> dump) {
        Run run(Setup setup) {
            return runs.stream().filter(run -> run.setup() == setup).findFirst().orElseThrow();
        }
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        try (ChildJvm child = ChildJvm.start(List.of(), Patient.class, String.valueOf(threads))) {
            child.answer(READY);
            List<String> dump = child.dumpToFile();
            child.say("go on");
            List<Run> runs = new ArrayList<>();
            for (Setup setup : Setup.values()) {
                long[] found = Stream.of(child.answer(setup.name()).split(" ")).mapToLong(Long::parseLong).toArray();
                runs.add(new Run(setup, threads, found[0], (int) found[1], (int) found[2], found[3], found[4]));
            }
            return new Finding(runs, dump);
        }
    }

    /** The program, in a JVM of its own so that a dump shows nothing else. */
    static final class Patient {
        private final Setup setup;
        private final Semaphore pool;
        private final Semaphore database;
        private final AtomicInteger held = new AtomicInteger();
        private final AtomicInteger mostHeld = new AtomicInteger();
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger mostRunning = new AtomicInteger();
        private final LongAdder waitNanos = new LongAdder();
        private final LongAdder queryNanos = new LongAdder();

        private Patient(Setup setup) {
            this.setup = setup;
            this.pool = new Semaphore(setup.places, true);
            this.database = new Semaphore(setup.database, true);
        }

        public static void main(String... args) throws IOException, InterruptedException {
            int threads = Integer.parseInt(args[0]);
            new Patient(Setup.SMALL).lookedAt(threads);
            for (Setup setup : Setup.values()) {
                System.out.println(setup + " " + new Patient(setup).run(threads));
            }
        }

        /** Has all places taken and all others wait. */
        private void lookedAt(int threads) throws IOException, InterruptedException {
            pool.acquire(setup.places);
            List<Thread> all = start(threads);
            while (pool.getQueueLength() < threads) {
                Thread.sleep(1);
            }
            System.out.println(READY + " to be looked at");
            System.in.read(); // returns at the end of the parent, at the latest
            pool.release(setup.places);
            for (Thread thread : all) {
                thread.join();
            }
        }

        private String run(int threads) throws InterruptedException {
            long begin = System.nanoTime();
            for (Thread thread : start(threads)) {
                thread.join();
            }
            return System.nanoTime() - begin + " " + mostHeld + " " + mostRunning + " " + waitNanos.sum() / threads
                    + " " + queryNanos.sum() / threads;
        }

        private List<Thread> start(int threads) {
            return Stream.generate(() -> Thread.ofVirtual().name("request").start(() -> {
                try {
                    request();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            })).limit(threads).toList();
        }

        private void request() throws InterruptedException {
            if (!setup.holdsForTheRest) {
                Thread.sleep(REST);
            }
            long begin = System.nanoTime();
            waitForPlace();
            mostHeld.accumulateAndGet(held.incrementAndGet(), Math::max);
            long placed = System.nanoTime();
            waitNanos.add(placed - begin);
            if (setup.holdsForTheRest) {
                Thread.sleep(REST);
            }
            query();
            queryNanos.add(System.nanoTime() - placed);
            held.decrementAndGet();
            pool.release();
        }

        private void waitForPlace() throws InterruptedException {
            pool.acquire();
        }

        private void query() throws InterruptedException {
            database.acquire();
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.sleep(QUERY);
            running.decrementAndGet();
            database.release();
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        Run small = finding.run(Setup.SMALL);
        Run larger = finding.run(Setup.LARGER);
        Run moved = finding.run(Setup.LARGER_BUT);
        boolean limited = small.atOnce() <= Setup.SMALL.places && small.rate() <= Setup.SMALL.limit();
        return new Outcome(limited ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                %s virtual threads had %s connections at once, and made %s queries a second of the %s that are possible.
                With 40 connections they made %s. With 40 and a database that runs %s at once, they made %s, and a query
                took %s in place of %s."""
                .formatted(Figures.count(small.requests()), small.atOnce(), Figures.decimal(small.rate(), 0),
                        Figures.decimal(Setup.SMALL.limit(), 0), Figures.decimal(larger.rate(), 0), DATABASE,
                        Figures.decimal(moved.rate(), 0), Figures.millis(moved.queryNanos()),
                        Figures.millis(larger.queryNanos())),
                table(finding), bars(finding),
                new Transcript("jcmd PID Thread.dump_to_file threads.txt; grep -c " + WAITS + " threads.txt",
                        List.of(String.valueOf(finding.dump().stream().filter(line -> line.contains(WAITS)).count())),
                        ".", "So many threads wait for a place of the pool."),
                new Transcript("grep -A 12 request threads.txt", firstStack(finding.dump()), WAITS, """
                        One of them: the frame above the pool's own tells what it wants a connection for."""));
    }

    private static List<String> firstStack(List<String> dump) {
        return dump.stream().dropWhile(line -> !line.contains("\"request\"")).takeWhile(line -> !line.isBlank())
                .limit(13).toList();
    }

    private static Table table(Finding finding) {
        Table table = new Table("pool", "a second", "N / T", "held", "run", "mean wait", "query");
        for (Run run : finding.runs()) {
            table = table.row(run.setup().text, Figures.decimal(run.rate(), 0),
                    Figures.decimal(run.setup().limit(), 0), String.valueOf(run.atOnce()),
                    String.valueOf(run.queries()), Figures.millis(run.waitNanos()), Figures.millis(run.queryNanos()));
        }
        return table;
    }

    private static Bars bars(Finding finding) {
        Bars bars = new Bars("Requests a second");
        for (Run run : finding.runs()) {
            bars = bars.bar(run.setup().text, run.rate(), Figures.decimal(run.rate(), 0));
        }
        return bars;
    }

    @Override
    public String next() {
        return """
                Hold a connection only while you query: fetch what else you need before, and answer afterwards. Then
                enlarge the pool as long as the database's own time for a query stays the same. Where it grows, the
                database is the limit, and a larger pool moves the queue to where you see it less.""";
    }
}
