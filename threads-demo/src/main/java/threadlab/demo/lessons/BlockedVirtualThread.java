package threadlab.demo.lessons;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import threadlab.demo.lessons.frame.Bars;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;
import threadlab.support.LinuxProcess;

/** Shows what a virtual thread holds while it is blocked: bytes of heap, and in some places its carrier. */
public final class BlockedVirtualThread implements Lesson<BlockedVirtualThread.Finding> {
    private static final List<Integer> DEPTHS = List.of(1, 10, 100, 1000);
    private static final int FRAMES = 500_000; // for all threads of one depth together: some ten MiB of heap
    private static final int PLATFORM_THREADS = 200;
    private static final long HEAP = 96 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(10); // for threads to block

    private final int most; // virtual threads at the same time
    private final int warmUps; // until the frames are those of compiled code, which are smaller
    private final Duration patience; // for another virtual thread to run

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new BlockedVirtualThread());
    }

    BlockedVirtualThread() {
        this(10_000, 6, Duration.ofSeconds(1));
    }

    BlockedVirtualThread(int most, int warmUps, Duration patience) {
        this.most = most;
        this.warmUps = warmUps;
        this.patience = patience;
    }

    @Override
    public Heading heading() {
        return new Heading(13, "blocked", "What a blocked virtual thread costs");
    }

    @Override
    public String claim() {
        return """
                A platform thread has a stack of its own, reserved when it starts. A virtual thread that is blocked
                costs a little heap, as much as its frames take, and no thread of the operating system.""";
    }

    @Override
    public String expectation() {
        return """
                When a virtual thread blocks, its frames are copied from the stack of its carrier to an object on the
                heap, and the carrier runs others (JEP 444). So the cost grows with the depth of its calls. The frames
                here are small; those of a real server hold more. The stack of a platform thread is reserved address
                space: the kernel provides a page of it only when it is touched.

                Where frames cannot be copied, the thread is pinned: it blocks its carrier too. With as many pinned
                threads as carriers, no other virtual thread runs. A native frame on the stack pins, on any JDK so far.
                A synchronized method or block pins on JDK 21 to 23, and no longer since 24 (JEP 491). A lock of
                java.util.concurrent never does.""";
    }

    /** The live heap that one virtual thread takes when it is blocked this many calls deep. */
    record Cost(int depth, int threads, long bytesEach) {
    }

    /** Tells whether another virtual thread could run while each carrier had one that was blocked in this place. */
    record Probe(String place, boolean othersRan) {
    }

    /**
     * The costs and the probes.
     *
     * @param jdk the feature version
     * @param stackBytes reserved for a platform thread
     * @param residentBytes the memory that a blocked platform thread takes; negative if the system does not tell
     */
    record Finding(int jdk, int carriers, long stackBytes, long residentBytes, List<Cost> costs, List<Probe> probes) {
    }

    @Override
    public Finding experiment() throws CannotShow, IOException, InterruptedException {
        if (Runtime.getRuntime().maxMemory() < HEAP) {
            throw new CannotShow("The heap may grow to " + Figures.bytes(Runtime.getRuntime().maxMemory()) + ", and "
                    + Figures.bytes(HEAP) + " is needed (see the option -Xmx of java).");
        }
        long stack = stackBytes();
        long resident = residentBytes(); // before the collections below, which give pages back to the system
        List<Cost> costs = costs();
        for (int i = 0; i < warmUps; i++) {
            costs = costs();
        }
        return new Finding(Runtime.version().feature(), carriers(), stack, resident, costs, List.of(
                probe("in a call", CountDownLatch::await), probe("with a ReentrantLock", BlockedVirtualThread::locked),
                probe("in synchronized", BlockedVirtualThread::inSynchronized),
                probe("under a native frame", BlockedVirtualThread::underNativeFrame)));
    }

    private static long stackBytes() throws CannotShow {
        HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        long kibibytes = vm == null ? 0 : Long.parseLong(vm.getVMOption("ThreadStackSize").getValue());
        if (kibibytes == 0) {
            throw new CannotShow("This JVM does not tell how large the stack of a platform thread is.");
        }
        return kibibytes << 10;
    }

    private static long residentBytes() throws IOException, InterruptedException {
        long before = resident();
        Blocked blocked = new Blocked();
        try {
            blocked.start(Thread.ofPlatform(), PLATFORM_THREADS, CountDownLatch::await);
            return before < 0 ? before : (resident() - before) / PLATFORM_THREADS;
        } finally {
            blocked.release();
        }
    }

    /** Returns the memory of this process that belongs to no file; negative if the system does not tell. */
    private static long resident() {
        return LinuxProcess.self().status().bytes("RssAnon").orElse(-1);
    }

    private List<Cost> costs() throws IOException, InterruptedException {
        List<Cost> costs = new ArrayList<>();
        for (int depth : DEPTHS) {
            costs.add(cost(depth));
        }
        return costs;
    }

    private Cost cost(int depth) throws IOException, InterruptedException {
        int threads = Math.min(most, FRAMES / depth);
        long before = liveHeap();
        Blocked blocked = new Blocked();
        try {
            blocked.start(Thread.ofVirtual(), threads, gate -> descend(depth, gate));
            return new Cost(depth, threads, (liveHeap() - before) / threads);
        } finally {
            blocked.release();
        }
    }

    private static void descend(int depth, CountDownLatch gate) throws InterruptedException {
        if (depth > 1) {
            descend(depth - 1, gate);
        } else {
            gate.await();
        }
    }

    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static int carriers() {
        return Integer.getInteger("jdk.virtualThreadScheduler.parallelism",
                Runtime.getRuntime().availableProcessors());
    }

    private Probe probe(String name, Place place) throws IOException, InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        Blocked blocked = new Blocked();
        Thread other = Thread.ofVirtual().unstarted(ran::countDown);
        try {
            blocked.start(Thread.ofVirtual(), carriers(), place);
            other.start();
            return new Probe(name, ran.await(patience.toNanos(), TimeUnit.NANOSECONDS));
        } finally {
            blocked.release();
            other.join();
        }
    }

    private static void locked(CountDownLatch gate) throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            gate.await();
        } finally {
            lock.unlock();
        }
    }

    private static void inSynchronized(CountDownLatch gate) throws InterruptedException {
        synchronized (new Object()) {
            gate.await();
        }
    }

    /** Class.forName asks the JVM, whose native code calls back into Java to load the class. */
    private static void underNativeFrame(CountDownLatch gate) throws InterruptedException, ClassNotFoundException {
        ClassLoader own = BlockedVirtualThread.class.getClassLoader();
        Class.forName(BlockedVirtualThread.class.getName(), false, new ClassLoader(own) {
            @Override
            public Class<?> loadClass(String name) throws ClassNotFoundException {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return super.loadClass(name);
            }
        });
    }

    /** A place where threads block until the gate opens. */
    private interface Place {
        void block(CountDownLatch gate) throws InterruptedException, ClassNotFoundException;
    }

    /** Threads that stay blocked until they are released. */
    private static final class Blocked {
        private final CountDownLatch gate = new CountDownLatch(1);
        private final List<Thread> threads = new ArrayList<>();

        /** Returns when they are all blocked. */
        void start(Thread.Builder builder, int count, Place place) throws IOException, InterruptedException {
            for (int i = 0; i < count; i++) {
                threads.add(builder.start(() -> enter(place)));
            }
            long deadline = System.nanoTime() + LIMIT.toNanos();
            for (Thread thread : threads) {
                while (thread.getState() != Thread.State.WAITING) {
                    if (System.nanoTime() > deadline) {
                        throw new IOException(count + " threads were not blocked after " + LIMIT.toSeconds() + " s");
                    }
                    Thread.sleep(1);
                }
            }
        }

        private void enter(Place place) {
            try {
                place.block(gate);
            } catch (InterruptedException | ClassNotFoundException e) {
                throw new IllegalStateException(e); // nobody interrupts them, and the class is this one
            }
        }

        void release() throws InterruptedException {
            gate.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        Cost shallow = finding.costs().getFirst();
        Cost deep = finding.costs().getLast();
        return new Outcome(verdict(finding), """
                Blocked %s deep, a virtual thread takes %s of heap, and %s for each further call. %s On JDK %s, a
                carrier is %s.""".formatted(calls(shallow), Figures.bytes(shallow.bytesEach()),
                Figures.bytes((deep.bytesEach() - shallow.bytesEach()) / (deep.depth() - shallow.depth())),
                platform(finding), finding.jdk(), held(finding)), costs(finding), probes(finding));
    }

    private static Verdict verdict(Finding finding) {
        boolean cheap = finding.costs().getFirst().bytesEach() < finding.stackBytes();
        boolean carrierIsFree = finding.probes().getFirst().othersRan();
        if (!cheap || !carrierIsFree) {
            return Verdict.DOES_NOT_HOLD;
        }
        return finding.probes().stream().allMatch(Probe::othersRan) ? Verdict.HOLDS : Verdict.HOLDS_WITH_A_LIMIT;
    }

    private static String platform(Finding finding) {
        String reserved = "A platform thread reserves " + Figures.bytes(finding.stackBytes());
        return finding.residentBytes() < 0
                ? reserved + "."
                : reserved + " and uses about " + Figures.bytes(finding.residentBytes()) + " of memory.";
    }

    private static String held(Finding finding) {
        return finding.probes().stream().allMatch(Probe::othersRan)
                ? "free in each of the places tried"
                : finding.probes().stream().filter(probe -> !probe.othersRan()).map(Probe::place)
                        .collect(Collectors.joining(" and ", "held by a thread that blocks ", ""));
    }

    private static Bars costs(Finding finding) {
        Bars bars = new Bars("Memory for one blocked thread");
        for (Cost cost : finding.costs()) {
            bars = bars.bar("virtual, " + calls(cost) + " deep", cost.bytesEach(), Figures.bytes(cost.bytesEach()));
        }
        if (finding.residentBytes() >= 0) {
            bars = bars.bar("platform, used", finding.residentBytes(), Figures.bytes(finding.residentBytes()));
        }
        return bars.bar("platform, reserved", finding.stackBytes(), Figures.bytes(finding.stackBytes()));
    }

    private static String calls(Cost cost) {
        return Figures.count(cost.depth()) + (cost.depth() == 1 ? " call" : " calls");
    }

    private static Table probes(Finding finding) {
        Table table = new Table(finding.carriers() + " blocked, one on each carrier", "another virtual thread");
        for (Probe probe : finding.probes()) {
            table = table.row(probe.place(), probe.othersRan() ? "ran" : "did not run until their release");
        }
        return table;
    }

    @Override
    public String next() {
        return """
                Let the JVM say what pins: LAB_JAVA_OPTS=-XX:StartFlightRecording:filename=pinned.jfr, then jfr print
                --events VirtualThreadPinned --stack-depth 20 pinned.jfr.""";
    }
}
