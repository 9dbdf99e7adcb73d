package threadlab.demo.lessons;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

/** Shows what thread locals hold where each request has a thread, and that a cache in one is of no use there. */
public final class ThreadLocalCaches implements Lesson<ThreadLocalCaches.Finding> {
    private static final int CARRIERS = 2;
    private static final int POOL = 20; // platform threads
    private static final int BUFFER = 8192; // bytes
    private static final int LOCALS = 16; // of a tracing library, a logger and a framework together
    private static final int SCOPED_VALUES = 25; // the first JDK in which they are no preview (JEP 506)
    private static final String READY = "ready";
    private static final String TRACE = "TRACE";

    private final int threads;

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new ThreadLocalCaches());
    }

    ThreadLocalCaches() {
        this(10_000);
    }

    ThreadLocalCaches(int threads) {
        this.threads = threads;
    }

    @Override
    public Heading heading() {
        return new Heading(Part.CLINIC, 21, "locals", "Thread locals by the thousand");
    }

    @Override
    public String claim() {
        return """
                Since each request has a virtual thread, the heap is full of buffers, and the collector never rests. The
                buffers are those that a library keeps in a ThreadLocal so that they need not be made again.""";
    }

    @Override
    public String expectation() {
        return """
                A cache in a thread local has one entry for each thread. With 20 threads that serve all requests, the
                first 20 requests make a buffer and all others find one. A virtual thread serves one request and ends:
                it finds nothing, makes a buffer, and leaves it to nobody. While it waits for a database, it keeps the
                buffer that it does not need just then.

                A context is no cache: a thread local for the user or the trace is of use to one request. But each costs
                an entry in a table of that thread, and a new thread copies all inheritable ones of the thread that
                starts it, unless it is told not to. A ScopedValue (final since JDK 25, JEP 506) is bound for a call and
                gone after it, and no thread needs a table for it.

                What many requests use for a moment belongs to all of them: they take a buffer from a shared queue and
                put it back before they wait. As no virtual thread loses its carrier in between, there are never more
                buffers than carriers.""";
    }

    /** Where a request finds its buffer. */
    enum Way {
        POOL("20 platform threads, ThreadLocal"),
        VIRTUAL("a virtual thread each, ThreadLocal"),
        SHARED("a virtual thread each, shared queue");

        private final String text;

        Way(String text) {
            this.text = text;
        }
    }

    /** What a virtual thread has while it waits. */
    enum Kind {
        NOTHING("no thread local"),
        LOCALS_SET("16 thread locals"),
        INHERITED("16 inheritable ones of its starter"),
        NOT_INHERITED("the same, started without them"),
        SCOPED("a scoped value"),
        CACHED("a cached buffer of 8 KiB");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /**
     * All requests in one way.
     *
     * @param made buffers
     * @param allocatedBytes by all threads, their own objects included
     */
    record Run(Way way, int requests, int made, long allocatedBytes) {
    }

    /**
     * The runs, and what threads hold.
     *
     * @param jdk the feature version
     * @param held bytes of live heap for each thread that waits; without scoped values where the JDK has none
     * @param trace what the JVM prints of a thread local that a virtual thread sets
     * @param histogram from {@code jcmd PID GC.class_histogram}
     */
    record Finding(int jdk, List<Run> runs, Map<Kind, Long> held, List<String> trace, List<String> histogram) {
        Run run(Way way) {
            return runs.stream().filter(run -> run.way() == way).findFirst().orElseThrow();
        }
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        List<String> trace = trace();
        List<String> options = new ArrayList<>(ChildJvm.carriers(CARRIERS));
        options.addAll(List.of("-Xmx256m", "-Xbatch")); // frames are small once compiled, however busy the machine is
        try (ChildJvm child = ChildJvm.start(options, Patient.class, String.valueOf(threads))) {
            List<Run> runs = new ArrayList<>();
            for (Way way : Way.values()) {
                String[] found = child.answer(way.name()).split(" ");
                runs.add(new Run(way, threads, Integer.parseInt(found[0]), Long.parseLong(found[1])));
            }
            Map<Kind, Long> held = new EnumMap<>(Kind.class);
            for (Kind kind : Patient.kinds()) {
                held.put(kind, Long.valueOf(child.answer(kind.name())));
            }
            child.answer(READY);
            return new Finding(Runtime.version().feature(), runs, held, trace, child.jcmd("GC.class_histogram"));
        }
    }

    private static List<String> trace() throws IOException {
        try (ChildJvm child = ChildJvm.start(List.of("-Djdk.traceVirtualThreadLocals=true"), Traced.class)) {
            return List.of(child.answer(TRACE).split("\t"));
        }
    }

    /** A program that uses a thread local once, in a JVM that tells of it. */
    static final class Traced {
        private static final ThreadLocal<byte[]> CACHE = ThreadLocal.withInitial(() -> new byte[BUFFER]);

        private Traced() {
        }

        public static void main(String... args) throws InterruptedException {
            PrintStream out = System.out;
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            Thread.ofVirtual().name("request").start(Traced::format).join();
            System.setOut(out);
            out.println(TRACE + " " + String.join("\t", said.toString(StandardCharsets.UTF_8).lines().toList()));
        }

        private static void format() {
            Arrays.fill(CACHE.get(), (byte) 1);
        }
    }

    /** The program, in a JVM of its own so that its heap has nothing else. */
    static final class Patient {
        private static final int ROUNDS = 6; // in the last ones, the code is compiled
        private static final Duration WAIT = Duration.ofMillis(1);

        private final Queue<byte[]> shared = new ConcurrentLinkedQueue<>();
        private final AtomicInteger made = new AtomicInteger();
        private final ThreadLocal<byte[]> cache = ThreadLocal.withInitial(this::make);
        private final List<ThreadLocal<String>> locals = Stream.generate(ThreadLocal<String>::new).limit(LOCALS)
                .toList();
        private final List<ThreadLocal<String>> inheritable = Stream.generate(
                () -> (ThreadLocal<String>) new InheritableThreadLocal<String>()).limit(LOCALS).toList();

        private Patient() {
        }

        public static void main(String... args) throws IOException, InterruptedException {
            int threads = Integer.parseInt(args[0]);
            for (Way way : Way.values()) {
                System.out.println(way + " " + new Patient().run(way, threads));
            }
            for (var held : held(threads).entrySet()) {
                System.out.println(held.getKey() + " " + held.getValue());
            }
            CountDownLatch gate = new CountDownLatch(1);
            new Patient().waiting(Kind.CACHED, threads, gate);
            System.out.println(READY + " to be looked at");
            System.in.read(); // returns at the end of the parent, at the latest
            Runtime.getRuntime().halt(0);
        }

        static List<Kind> kinds() {
            return Stream.of(Kind.values())
                    .filter(kind -> kind != Kind.SCOPED || Runtime.version().feature() >= SCOPED_VALUES).toList();
        }

        private byte[] make() {
            made.incrementAndGet();
            return new byte[BUFFER];
        }

        private String run(Way way, int requests) {
            long before = allocatedBytes();
            try (ExecutorService executor = way == Way.POOL
                    ? Executors.newFixedThreadPool(POOL)
                    : Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < requests; i++) {
                    executor.execute(() -> request(way));
                }
            }
            return made + " " + (allocatedBytes() - before);
        }

        private void request(Way way) {
            if (way == Way.SHARED) {
                byte[] found = shared.poll();
                byte[] buffer = found == null ? make() : found;
                format(buffer);
                shared.add(buffer);
            } else {
                format(cache.get());
            }
            try {
                Thread.sleep(WAIT); // for a database
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static void format(byte[] buffer) {
            Arrays.fill(buffer, (byte) 1);
        }

        private static long allocatedBytes() {
            return ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class)
                    .getTotalThreadAllocatedBytes();
        }

        /** Returns the least of some rounds, since frames of interpreted code are larger, as lesson 26 shows. */
        private static Map<Kind, Long> held(int threads) throws InterruptedException {
            Map<Kind, Long> held = new EnumMap<>(Kind.class);
            for (int round = 0; round < ROUNDS; round++) {
                for (Kind kind : kinds()) {
                    held.merge(kind, new Patient().bytes(kind, threads), Math::min);
                }
            }
            return held;
        }

        private long bytes(Kind kind, int threads) throws InterruptedException {
            CountDownLatch gate = new CountDownLatch(1);
            long before = liveHeap();
            List<Thread> all = waiting(kind, threads, gate);
            long bytes = (liveHeap() - before) / threads;
            gate.countDown();
            for (Thread thread : all) {
                thread.join();
            }
            return bytes;
        }

        private static long liveHeap() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        /** Starts so many threads, and returns when they wait for the gate. */
        private List<Thread> waiting(Kind kind, int threads, CountDownLatch gate) throws InterruptedException {
            Thread.Builder builder = Thread.ofVirtual().inheritInheritableThreadLocals(kind != Kind.NOT_INHERITED);
            if (kind == Kind.INHERITED || kind == Kind.NOT_INHERITED) {
                inheritable.forEach(local -> local.set("context"));
            }
            List<Thread> all = Stream.generate(() -> builder.start(() -> use(kind, gate))).limit(threads).toList();
            inheritable.forEach(ThreadLocal::remove);
            for (Thread thread : all) {
                while (thread.getState() != Thread.State.WAITING) {
                    Thread.sleep(1);
                }
            }
            return all;
        }

        private void use(Kind kind, CountDownLatch gate) {
            switch (kind) {
                case LOCALS_SET -> locals.forEach(local -> local.set("context"));
                case CACHED -> format(cache.get());
                case SCOPED -> {
                    Scope.run(() -> await(gate));
                    return;
                }
                default -> {
                    // it sets none
                }
            }
            await(gate);
        }

        private static void await(CountDownLatch gate) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Binds a scoped value. Java 21 does not have it, and a method handle adds no frames to the stack. */
    private static final class Scope {
        private static final MethodHandle RUN = run();

        private Scope() {
        }

        /** Returns {@code ScopedValue.where(key, "context").run(code)}, to be called with the code. */
        private static MethodHandle run() {
            try {
                MethodHandles.Lookup lookup = MethodHandles.publicLookup();
                Class<?> type = Class.forName("java.lang.ScopedValue");
                Class<?> carrier = Class.forName("java.lang.ScopedValue$Carrier");
                Object key = type.getMethod("newInstance").invoke(null);
                MethodHandle where = lookup.findStatic(type, "where",
                        MethodType.methodType(carrier, type, Object.class));
                MethodHandle run = lookup.findVirtual(carrier, "run",
                        MethodType.methodType(void.class, Runnable.class));
                return MethodHandles.collectArguments(run, 0, MethodHandles.insertArguments(where, 0, key, "context"));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e); // the JDK is one that has it
            }
        }

        static void run(Runnable code) {
            try {
                RUN.invokeExact(code);
            } catch (Throwable e) {
                throw new IllegalStateException(e); // the code does not fail
            }
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        Run pool = finding.run(Way.POOL);
        Run virtual = finding.run(Way.VIRTUAL);
        Run shared = finding.run(Way.SHARED);
        boolean missed = virtual.made() > virtual.requests() / 2 && pool.made() < pool.requests() / 2;
        return new Outcome(missed ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                For %s requests, %s platform threads made %s buffers and allocated %s. A virtual thread for each made %s
                and allocated %s; with a shared queue, %s and %s. A thread that waits holds %s bytes, %s more with %s
                thread locals, and %s more with a cached buffer."""
                .formatted(Figures.count(pool.requests()), POOL, Figures.count(pool.made()),
                        Figures.bytes(pool.allocatedBytes()), Figures.count(virtual.made()),
                        Figures.bytes(virtual.allocatedBytes()), Figures.count(shared.made()),
                        Figures.bytes(shared.allocatedBytes()), Figures.count(held(finding, Kind.NOTHING)),
                        Figures.count(held(finding, Kind.LOCALS_SET) - held(finding, Kind.NOTHING)), LOCALS,
                        Figures.count(held(finding, Kind.CACHED) - held(finding, Kind.NOTHING))),
                runs(finding), table(finding), bars(finding), trace(finding), histogram(finding));
    }

    private static long held(Finding finding, Kind kind) {
        return finding.held().getOrDefault(kind, 0L);
    }

    private static Table runs(Finding finding) {
        Table table = new Table("the cache", "requests", "buffers made", "allocated");
        for (Run run : finding.runs()) {
            table = table.row(run.way().text, Figures.count(run.requests()), Figures.count(run.made()),
                    Figures.bytes(run.allocatedBytes()));
        }
        return table;
    }

    private static Table table(Finding finding) {
        Table table = new Table("a waiting virtual thread has", "bytes of live heap");
        for (Kind kind : Kind.values()) {
            table = table.row(kind.text, finding.held().containsKey(kind)
                    ? Figures.count(held(finding, kind))
                    : "skipped: a preview before JDK " + SCOPED_VALUES);
        }
        return table;
    }

    private static Bars bars(Finding finding) {
        Bars bars = new Bars("Bytes of live heap for each virtual thread that waits");
        for (var held : finding.held().entrySet()) {
            bars = bars.bar(held.getKey().text, held.getValue(), Figures.count(held.getValue()));
        }
        return bars;
    }

    private static Transcript trace(Finding finding) {
        return new Transcript("java -Djdk.traceVirtualThreadLocals=true ...", finding.trace().stream()
                .filter(line -> !line.contains("Continuation")).toList(), "Traced\\.format", """
                        The JVM prints the stack of each virtual thread that sets a thread local, or whose first get
                        makes the value (JEP 444). The first frame that is not the JDK's names who does it.""");
    }

    private static Transcript histogram(Finding finding) {
        return new Transcript("jcmd PID GC.class_histogram | grep -E 'ThreadLocal|\\[B'", finding.histogram().stream()
                .filter(line -> line.matches(".*(ThreadLocal|\\[B).*")).limit(6).toList(),
                "ThreadLocalMap( |$)|\\[B", """
                        As many tables of thread locals (ThreadLocalMap) as there are virtual threads, and a buffer in
                        each. Where the tables are many and their entries a multiple of them, look for the context.""");
    }

    @Override
    public String next() {
        return """
                Look for a version of the library whose buffers are shared (Jackson can be given such a RecyclerPool
                since 2.16, jackson-core issue 1117), or make the buffer anew: for small ones the collector is cheaper
                than a cache that never hits. Give what is used for a moment to a bounded shared queue, and put it back
                before you wait.

                Start threads that need no context with inheritInheritableThreadLocals(false). From JDK 25 on, bind the
                context as a ScopedValue.""";
    }
}
