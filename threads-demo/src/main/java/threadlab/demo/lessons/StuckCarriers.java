package threadlab.demo.lessons;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import threadlab.demo.ThreadKind;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.ChildJvm;
import threadlab.demo.lessons.frame.Exhibit;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Part;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Transcript;
import threadlab.demo.lessons.frame.Verdict;

/** Shows a deadlock without an owner: pinned threads hold all carriers, and the next owner of a lock needs one. */
public final class StuckCarriers implements Lesson<StuckCarriers.Finding> {
    private static final int CARRIERS = 2;
    private static final String NEXT = "next owner"; // the name of the thread that needs a carrier
    private static final String READY = "ready";
    private static final int LINES = 20; // of a dump: enough for the threads that matter

    private final Duration patience; // for threads that could go on

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new StuckCarriers());
    }

    StuckCarriers() {
        this(Duration.ofSeconds(1));
    }

    StuckCarriers(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Heading heading() {
        return new Heading(Part.CLINIC, 15, "stuck", "All carriers stuck, and nobody holds the lock");
    }

    @Override
    public String claim() {
        return """
                The service answers nothing any more and uses no CPU. In the thread dump, threads wait for one lock, and
                no thread holds it. Only a restart helps.""";
    }

    @Override
    public String expectation() {
        return """
                A virtual thread that cannot unmount is pinned: while it waits, its carrier waits too. Here as many
                virtual threads are pinned as there are carriers, and all wait for one ReentrantLock. Before them in its
                queue is a virtual thread that is not pinned: it waits without a carrier.

                Then the owner unlocks. The lock is free now, but it wakes only the first of its queue. That thread is
                runnable and has no carrier to run on. The carriers come free when the pinned threads get the lock, and
                they are behind it. So they wait for each other, and no thread holds anything that a tool could name.

                The pinned threads wait below a native frame: Class.forName asks the JVM, which calls a class loader. Or
                they wait in a class initializer, which the JVM calls as well, or in synchronized. Until JDK 23 a thread
                is pinned in synchronized; JEP 491 ended that in 24.""";
    }

    /** Where threads wait for the lock. */
    enum Place {
        CALL("in a call, on virtual threads", ThreadKind.VIRTUAL, CARRIERS),
        SYNCHRONIZED("in synchronized, on virtual threads", ThreadKind.VIRTUAL, CARRIERS),
        INITIALIZER("in a class initializer, on virtual threads", ThreadKind.VIRTUAL, CARRIERS),
        NATIVE_BUT_ONE("below a native frame, on all carriers but one", ThreadKind.VIRTUAL, CARRIERS - 1),
        NATIVE_ON_PLATFORM("below a native frame, on platform threads", ThreadKind.PLATFORM, CARRIERS),
        /** The last one, since the JVM is looked at while it is stuck. */
        NATIVE("below a native frame, on virtual threads", ThreadKind.VIRTUAL, CARRIERS);

        private final String text;
        private final ThreadKind kind;
        private final int threads;

        Place(String text, ThreadKind kind, int threads) {
            this.text = text;
            this.kind = kind;
            this.threads = threads;
        }
    }

    /** Tells whether all threads got the lock. Otherwise nobody held it, and nobody got it. */
    record Attempt(Place place, boolean allGotIt) {
    }

    /**
     * What the threads did, and what the tools showed of the last attempt.
     *
     * @param jdk the feature version
     * @param print from {@code jcmd PID Thread.print}
     * @param dump from {@code jcmd PID Thread.dump_to_file}
     * @param scheduler from {@code jcmd PID Thread.vthread_scheduler}, which JDK 21 does not have
     */
    record Finding(int jdk, List<Attempt> attempts, List<String> print, List<String> dump, List<String> scheduler) {
        boolean gotIt(Place place) {
            return attempts.stream().anyMatch(attempt -> attempt.place() == place && attempt.allGotIt());
        }
    }

    @Override
    public Finding experiment() throws CannotShow, IOException, InterruptedException {
        try (ChildJvm child = ChildJvm.start(ChildJvm.carriers(CARRIERS), Patient.class,
                String.valueOf(patience.toMillis()))) {
            List<Attempt> attempts = new ArrayList<>();
            for (Place place : Place.values()) {
                attempts.add(new Attempt(place, Boolean.parseBoolean(child.answer(place.name()))));
            }
            child.answer(READY);
            return new Finding(Runtime.version().feature(), attempts, child.jcmd("Thread.print"), child.dumpToFile(),
                    child.jcmd("Thread.vthread_scheduler"));
        }
    }

    /** The program in a JVM of its own, whose carriers are stuck in the end. */
    static final class Patient {
        private static final Duration LIMIT = Duration.ofSeconds(20);
        private static volatile ReentrantLock lock = new ReentrantLock();

        private Patient() {
        }

        public static void main(String... args) throws IOException, InterruptedException {
            long patienceNanos = Duration.ofMillis(Long.parseLong(args[0])).toNanos();
            for (Place place : Place.values()) {
                attempt(place, patienceNanos);
            }
            System.in.read(); // returns at the end of the parent, at the latest
            Runtime.getRuntime().halt(0);
        }

        private static void attempt(Place place, long patienceNanos) throws InterruptedException {
            lock = new ReentrantLock();
            lock.lock();
            Thread next = waiting(ThreadKind.VIRTUAL.thread(NEXT, Patient::take));
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < place.threads; i++) {
                int number = i;
                threads.add(waiting(place.kind.thread("waits " + place.text, () -> enter(place, number))));
            }
            lock.unlock();
            System.out.println(place + " " + allGetIt(next, threads, patienceNanos));
            if (place == Place.NATIVE) {
                System.out.println(READY + " to be looked at");
                return;
            }
            threads.forEach(Thread::interrupt); // they leave the queue, and their carriers come free
            for (Thread thread : threads) {
                thread.join();
            }
            next.join();
        }

        private static Thread waiting(Thread thread) throws InterruptedException {
            thread.start();
            while (thread.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
            return thread;
        }

        /** Returns false if nothing has changed for a while, although the lock is free. */
        private static boolean allGetIt(Thread next, List<Thread> threads, long patienceNanos)
                throws InterruptedException {
            long begin = System.nanoTime();
            long freeSince = begin;
            while (System.nanoTime() - begin < LIMIT.toNanos()) {
                if (Stream.concat(Stream.of(next), threads.stream()).noneMatch(Thread::isAlive)) {
                    return true;
                }
                boolean stuck = !lock.isLocked() && next.getState() == Thread.State.RUNNABLE
                        && threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING);
                if (!stuck) {
                    freeSince = System.nanoTime();
                } else if (System.nanoTime() - freeSince > patienceNanos) {
                    return false;
                }
                Thread.sleep(1);
            }
            throw new IllegalStateException("neither done nor stuck after " + LIMIT.toSeconds() + " s");
        }

        private static void enter(Place place, int number) {
            switch (place) {
                case CALL -> take();
                case SYNCHRONIZED -> inSynchronized();
                case INITIALIZER -> inInitializer(number);
                default -> underNativeFrame();
            }
        }

        private static void take() {
            try {
                lock.lockInterruptibly();
                lock.unlock();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void inSynchronized() {
            synchronized (new Object()) {
                take();
            }
        }

        /** Class.forName asks the JVM, whose native code calls back into Java to load the class. */
        private static void underNativeFrame() {
            try {
                Class.forName(Patient.class.getName(), false, new ClassLoader(Patient.class.getClassLoader()) {
                    @Override
                    public Class<?> loadClass(String name) throws ClassNotFoundException {
                        take();
                        return super.loadClass(name);
                    }
                });
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e); // the class is this one
            }
        }

        /** A class is initialized once, so each thread has one of its own. */
        private static void inInitializer(int number) {
            if (number == 0) {
                First.touch();
            } else {
                Second.touch();
            }
        }

        private static final class First {
            static {
                take();
            }

            private static void touch() {
                // the first call of it initializes the class
            }
        }

        private static final class Second {
            static {
                take();
            }

            private static void touch() {
                // the first call of it initializes the class
            }
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        List<Place> pinning = List.of(Place.SYNCHRONIZED, Place.INITIALIZER, Place.NATIVE);
        List<Place> stuck = pinning.stream().filter(place -> !finding.gotIt(place)).toList();
        Verdict verdict = stuck.isEmpty()
                ? Verdict.DOES_NOT_HOLD
                : stuck.size() < pinning.size() ? Verdict.HOLDS_WITH_A_LIMIT : Verdict.HOLDS;
        return new Outcome(verdict, "On JDK " + finding.jdk() + ", " + (stuck.isEmpty()
                ? "all threads got the lock in each of the places tried."
                : "the lock was free and no thread got it when they waited "
                        + String.join(", or ", stuck.stream().map(place -> place.text).toList()) + ".")
                + " " + cured(finding), exhibits(finding));
    }

    private static List<Exhibit> exhibits(Finding finding) {
        List<Exhibit> exhibits = new ArrayList<>(List.of(table(finding)));
        if (!finding.gotIt(Place.NATIVE)) {
            exhibits.add(print(finding));
            exhibits.add(dump(finding));
            if (finding.scheduler().stream().anyMatch(line -> line.contains("parallelism"))) {
                exhibits.add(scheduler(finding));
            }
        }
        return exhibits;
    }

    private static String cured(Finding finding) {
        return finding.gotIt(Place.NATIVE_ON_PLATFORM)
                ? "With the native frames on platform threads, all got it."
                : "With the native frames on platform threads, not all got it either.";
    }

    private static Table table(Finding finding) {
        Table table = new Table(CARRIERS + " carriers; threads wait for a lock", "threads", "when it is unlocked");
        for (Attempt attempt : finding.attempts()) {
            table = table.row(attempt.place().text, String.valueOf(attempt.place().threads), attempt.allGotIt()
                    ? "all got it"
                    : "stuck: nobody holds it");
        }
        return table;
    }

    private static Transcript print(Finding finding) {
        return new Transcript("jcmd PID Thread.print", finding.print().stream()
                .filter(line -> line.startsWith("\"ForkJoinPool-1-worker") || line.contains("Carrying virtual thread")
                        || line.contains(NEXT))
                .toList(), "Carrying", """
                        This dump does not show it: it has the carriers and what they carry, but no line on the virtual
                        thread that is to get the lock, since that one is not mounted.""");
    }

    private static Transcript dump(Finding finding) {
        return new Transcript("jcmd PID Thread.dump_to_file threads.txt", finding.dump().stream()
                .dropWhile(line -> !line.contains(NEXT)).filter(StuckCarriers::tells).limit(LINES).toList(),
                NEXT + "|parkOnCarrierThread", """
                        This dump shows it. For each carrier there is a thread in parkOnCarrierThread, which means
                        pinned. The first thread is in VirtualThread.park, so it has no carrier. From JDK 25 on, the
                        dump also has its state: it is RUNNABLE, so it waits for nothing but a carrier.""");
    }

    private static Transcript scheduler(Finding finding) {
        return new Transcript("jcmd PID Thread.vthread_scheduler", finding.scheduler().stream()
                .filter(line -> !line.isBlank()).toList(), "active = ",
                """
                        As many carriers are active as there are, and a submission waits: one that is due has no
                        carrier.
                        That the carriers do not compute is to be seen in the first dump: their cpu is far below
                        elapsed.
                        """);
    }

    /** Returns whether a line of a stack tells where the thread waits. */
    private static boolean tells(String line) {
        return line.startsWith("#") || line.matches(".*(VirtualThread\\.park|parking to wait|Native Method|Patient).*");
    }

    @Override
    public String next() {
        return """
                Let no virtual thread wait below a native frame or in a class initializer: do the blocking work before
                that class is used, or give it to a platform thread and wait for that. On JDK 21 to 23, replace the
                synchronized around a blocking call by a ReentrantLock, or move to 24 or newer.

                More carriers (-Djdk.virtualThreadScheduler.parallelism) are no cure: one carrier that is left saved the
                program above, but as many pinned threads as carriers come together again under load.""";
    }
}
