package threadlab.demo.lessons;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import threadlab.demo.ThreadKind;
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
import threadlab.demo.lessons.frame.Waiting;

/** Shows which timers are late while virtual threads compute: those that wake a virtual thread. */
public final class LateTimers implements Lesson<LateTimers.Finding> {
    private static final int CARRIERS = 2;
    private static final String READY = "ready";
    private static final String SLEEPS = "jdk.ThreadSleep";

    private final Duration time; // of each timer, and for which it is computed after that

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new LateTimers());
    }

    LateTimers() {
        this(Duration.ofMillis(400));
    }

    LateTimers(Duration time) {
        this.time = time;
    }

    @Override
    public Heading heading() {
        return new Heading(Part.CLINIC, 25, "timers", "A timer under load");
    }

    @Override
    public String claim() {
        return """
                Sleeps, polls and time limits take much longer than they should, now and then. There is no pause of the
                collector, the clock is right, and a timer in the same JVM that has its own thread is on time.""";
    }

    @Override
    public String expectation() {
        return """
                Two things make a timer: something that knows when the time is over, and a thread that then goes on. The
                first is a platform thread of the JDK, which the kernel runs at once. The second, if it is virtual,
                needs a carrier, and gets it after those that compute on all of them (lesson 19). So a time limit on a
                virtual thread says when it becomes ready, and not when it runs.

                Here some timers are set. Then as many virtual threads compute as there are carriers, until long after
                the time is over. Whoever needs a carrier wakes after that: a sleep, a poll, a limit on a socket, and a
                task that a timer gives to a virtual thread. Whoever has a thread of its own wakes meanwhile. With the
                computing in a pool of platform threads, all of them do.""";
    }

    /** What ends when the time is over. */
    enum Timer {
        SLEEP("sleep of a virtual thread", true),
        POLL("poll of a queue, virtual", true),
        ACQUIRE("tryAcquire of a semaphore, virtual", true),
        SOCKET("read of a socket, virtual", true),
        SCHEDULED_VIRTUAL("scheduler that starts a virtual one", true),
        SCHEDULED("ScheduledExecutorService", false),
        OR_TIMEOUT("CompletableFuture.orTimeout", false),
        PLATFORM("sleep of a platform thread", false);

        private final String text;
        private final boolean needsCarrier;

        Timer(String text, boolean needsCarrier) {
            this.text = text;
            this.needsCarrier = needsCarrier;
        }

        boolean needsCarrier() {
            return needsCarrier;
        }
    }

    /** What else the JVM does. */
    enum Load {
        IDLE("nothing"), COMPUTING("computing on all carriers"), POOL("computing in a pool");

        private final String text;

        Load(String text) {
            this.text = text;
        }
    }

    /**
     * A timer that has ended.
     *
     * @param lateNanos after its time
     * @param computing how many threads still computed then
     */
    record Wake(Load load, Timer timer, long lateNanos, int computing) {
        /** Returns whether it woke after the computation and not during it. */
        boolean after() {
            return computing < CARRIERS;
        }
    }

    /**
     * The timers, and what a tool showed.
     *
     * @param jdk the feature version
     * @param recording from {@code jfr print}
     */
    record Finding(int jdk, List<Wake> wakes, List<String> recording) {
        Wake wake(Load load, Timer timer) {
            return wakes.stream().filter(wake -> wake.load() == load && wake.timer() == timer).findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        List<String> options = new ArrayList<>(ChildJvm.carriers(CARRIERS));
        options.addAll(ChildJvm.recording(SLEEPS, time.toMillis() / 2 + "ms"));
        try (ChildJvm child = ChildJvm.start(options, Patient.class, String.valueOf(time.toMillis()))) {
            List<Wake> wakes = new ArrayList<>();
            for (Load load : Load.values()) {
                for (Timer timer : Timer.values()) {
                    String[] found = child.answer(load + "-" + timer).split(" ");
                    wakes.add(new Wake(load, timer, Long.parseLong(found[0]), Integer.parseInt(found[1])));
                }
            }
            child.answer(READY);
            return new Finding(Runtime.version().feature(), wakes, child.recorded(SLEEPS));
        }
    }

    /** The program in a JVM of its own that has two carriers. */
    static final class Patient {
        private final Duration time;
        private final AtomicInteger computing = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(CARRIERS);
        private final CountDownLatch woken = new CountDownLatch(Timer.values().length);
        private final Wake[] wakes = new Wake[Timer.values().length];
        private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

        private Patient(Duration time) {
            this.time = time;
        }

        public static void main(String... args) throws Exception {
            Duration time = Duration.ofMillis(Long.parseLong(args[0]));
            for (Load load : Load.values()) {
                new Patient(time).run(load);
            }
            System.out.println(READY + " to be looked at");
            System.in.read(); // returns at the end of the parent, at the latest
            Runtime.getRuntime().halt(0);
        }

        private void run(Load load) throws Exception {
            try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort());
                    ExecutorService pool = Executors.newFixedThreadPool(CARRIERS)) {
                socket.setSoTimeout((int) time.toMillis());
                for (Timer timer : Timer.values()) {
                    set(timer, load, socket);
                }
                long end = System.nanoTime() + 2 * time.toNanos();
                compute(load, end, pool);
                woken.await();
            }
            scheduler.shutdown();
            for (Wake wake : wakes) {
                System.out.println(load + "-" + wake.timer() + " " + wake.lateNanos() + " " + wake.computing());
            }
        }

        private void set(Timer timer, Load load, Socket socket) throws InterruptedException {
            long nanos = time.toNanos();
            Runnable wake = wake(timer, load);
            switch (timer) {
                case SLEEP, PLATFORM -> wait(timer, load, () -> Thread.sleep(time));
                case POLL -> wait(timer, load, () -> new LinkedBlockingQueue<>().poll(nanos, TimeUnit.NANOSECONDS));
                case ACQUIRE -> wait(timer, load, () -> new Semaphore(0).tryAcquire(nanos, TimeUnit.NANOSECONDS));
                case SOCKET -> wait(timer, load, () -> read(socket));
                case SCHEDULED -> scheduler.schedule(wake, nanos, TimeUnit.NANOSECONDS);
                case SCHEDULED_VIRTUAL ->
                    scheduler.schedule(() -> Thread.startVirtualThread(wake), nanos, TimeUnit.NANOSECONDS);
                case OR_TIMEOUT -> new CompletableFuture<>().orTimeout(nanos, TimeUnit.NANOSECONDS)
                        .whenComplete((value, timeout) -> wake.run());
            }
        }

        /** Code that waits for the time, and may be interrupted. */
        private interface Wait {
            void run() throws InterruptedException, IOException;
        }

        /** Has a thread wait for the time, and returns when it does. */
        private void wait(Timer timer, Load load, Wait code) throws InterruptedException {
            Thread thread = (timer.needsCarrier ? ThreadKind.VIRTUAL : ThreadKind.PLATFORM).thread(timer.name(), () -> {
                Runnable wake = wake(timer, load);
                try {
                    code.run();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                wake.run();
            });
            thread.start();
            Waiting.until(thread);
        }

        private static void read(Socket socket) throws IOException {
            try {
                int answer = socket.getInputStream().read();
                throw new IOException("nobody was to write, but there is " + answer);
            } catch (SocketTimeoutException expected) {
                return; // the time is over
            }
        }

        /** Returns what is to run when the time is over, which begins now. */
        private Runnable wake(Timer timer, Load load) {
            long due = System.nanoTime() + time.toNanos();
            return () -> {
                wakes[timer.ordinal()] = new Wake(load, timer, System.nanoTime() - due, computing.get());
                woken.countDown();
            };
        }

        /** Has twice as many requests compute as there are carriers. Returns when all carriers are taken. */
        private void compute(Load load, long end, ExecutorService pool) throws InterruptedException {
            if (load == Load.IDLE) {
                return;
            }
            for (int i = 0; i < 2 * CARRIERS; i++) {
                if (load == Load.POOL) {
                    pool.execute(() -> compute(end));
                } else {
                    Thread.ofVirtual().name("computes " + i).start(() -> compute(end));
                }
            }
            begun.await();
        }

        private void compute(long end) {
            computing.incrementAndGet();
            begun.countDown();
            while (System.nanoTime() < end) {
                Thread.onSpinWait(); // nothing that gives up a carrier
            }
            computing.decrementAndGet();
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        List<Timer> late = Stream.of(Timer.values()).filter(timer -> finding.wake(Load.COMPUTING, timer).after())
                .toList();
        boolean holds = late.stream().anyMatch(Timer::needsCarrier) && late.stream().allMatch(Timer::needsCarrier);
        return new Outcome(holds ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                On JDK %s, with both carriers computing, %s of %s timers ended only after the computation: a sleep of
                a virtual thread %s late, where that of a platform thread was %s late. With the computing in a pool of
                platform threads, the sleep of the virtual thread was %s late."""
                .formatted(finding.jdk(), late.size(), Timer.values().length,
                        Figures.millis(finding.wake(Load.COMPUTING, Timer.SLEEP).lateNanos()),
                        Figures.millis(finding.wake(Load.COMPUTING, Timer.PLATFORM).lateNanos()),
                        Figures.millis(finding.wake(Load.POOL, Timer.SLEEP).lateNanos())),
                table(finding), bars(finding),
                new Transcript("jfr print --events ThreadSleep recording.jfr", event(finding.recording()),
                        "duration =|time =", """
                                The sleep while the carriers computed: its time is what was asked for, and its duration
                                what it took. One far above the other is a thread that had no carrier."""));
    }

    private static Table table(Finding finding) {
        Table table = new Table("late, while there is", "nothing", "computing", "a pool", "woke");
        for (Timer timer : Timer.values()) {
            table = table.row(timer.text, Figures.millis(finding.wake(Load.IDLE, timer).lateNanos()),
                    Figures.millis(finding.wake(Load.COMPUTING, timer).lateNanos()),
                    Figures.millis(finding.wake(Load.POOL, timer).lateNanos()),
                    finding.wake(Load.COMPUTING, timer).after() ? "after it" : "during it");
        }
        return table;
    }

    private static Bars bars(Finding finding) {
        Bars bars = new Bars("Milliseconds after its time, while all carriers compute");
        for (Timer timer : Timer.values()) {
            long nanos = Math.max(0, finding.wake(Load.COMPUTING, timer).lateNanos());
            bars = bars.bar(timer.text, nanos / 1e6, Figures.millis(nanos));
        }
        return bars;
    }

    /** Returns the second event of the sleep on a virtual thread, which is that of the load, without its stack. */
    private static List<String> event(List<String> recording) {
        return Stream.of(String.join("\n", recording).split("\n\n"))
                .filter(event -> event.contains("\"" + Timer.SLEEP + "\"")).skip(Load.COMPUTING.ordinal()).limit(1)
                .flatMap(String::lines).filter(line -> line.matches("[^ ].*|.* = [^\\[]*")).toList();
    }

    @Override
    public String next() {
        return """
                Give what computes for long to a pool of platform threads (lesson 19): then all timers are on time. What
                must be on time whatever the others do, such as a heartbeat or a watchdog, belongs on a platform thread
                of its own, with its work and not only its clock.

                Before you raise a time limit because it was exceeded, look whether the answer had come in time and only
                its reader had no carrier.""";
    }
}
