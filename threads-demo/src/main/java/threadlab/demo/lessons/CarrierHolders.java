package threadlab.demo.lessons;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.ChildJvm;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Part;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Transcript;
import threadlab.demo.lessons.frame.Verdict;
import threadlab.demo.lessons.frame.Waiting;
import threadlab.support.ChildProcesses;

/** Shows for each way to wait whether a virtual thread lets its carrier go meanwhile. */
public final class CarrierHolders implements Lesson<CarrierHolders.Finding> {
    private static final String READY = "ready";
    private static final String PINNED = "jdk.VirtualThreadPinned";

    private final Duration patience; // for another virtual thread to run

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new CarrierHolders());
    }

    CarrierHolders() {
        this(Duration.ofMillis(700));
    }

    CarrierHolders(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Heading heading() {
        return new Heading(Part.CLINIC, 20, "carriers", "What holds a carrier on this JDK");
    }

    @Override
    public String claim() {
        return """
                The posts say that synchronized is a problem, or no longer is, and that files are, or are not. Each is
                about another JDK. Some ways to wait still hold a carrier.""";
    }

    @Override
    public String expectation() {
        return """
                A virtual thread that waits can do one of three things with its carrier. It unmounts: the carrier runs
                others. It is pinned: it keeps its carrier, which waits too. Or it keeps its carrier and the scheduler
                adds another one for the time, so that others run: it compensates, up to the option
                jdk.virtualThreadScheduler.maxPoolSize, 256 by default.

                Here is one carrier. One virtual thread waits in each of these ways in turn, and another one is started.
                If that one runs, and the first has no carrier, the first has unmounted. If it runs and the first has
                its
                carrier still, there is a second carrier. If it does not run, the first is pinned.""";
    }

    /** A way to wait. The threads have these names, by which the recording knows them. */
    enum Way {
        LATCH("CountDownLatch.await"),
        ACCEPT("ServerSocket.accept"),
        PROCESS("Process.waitFor"),
        PROCESS_OUTPUT("read of a process's output"),
        IN_SYNCHRONIZED("await in synchronized"),
        ENTER_SYNCHRONIZED("to enter synchronized"),
        OBJECT_WAIT("Object.wait"),
        INITIALIZER("await in a class initializer"),
        INITIALIZED_ELSEWHERE("for another thread's initializer"),
        CLASS_LOADING("await in a class loader (native frame)"),
        CLASS_LOADING_ON_PLATFORM("await of a platform thread that loads"),
        FILE("read of a file (a named pipe)"),
        /** The last one, since the JVM is killed before the lookup goes on and asks the network. */
        LOOKUP("lookup of a name (InetAddress)");

        private final String text;

        Way(String text) {
            this.text = text;
        }
    }

    /** What happens to the carrier. */
    enum Held {
        UNMOUNTS("unmounts"), COMPENSATED("compensated: a carrier more"), PINS("pins"), NOT_SHOWN("not shown here");

        private final String text;

        Held(String text) {
            this.text = text;
        }
    }

    /** @param told whether the flight recorder had an event for it */
    record Probe(Way way, Held held, boolean told) {
    }

    /**
     * The probes, and what a tool showed.
     *
     * @param jdk the feature version
     * @param recording from {@code jfr print}
     */
    record Finding(int jdk, List<Probe> probes, List<String> recording) {
        Held held(Way way) {
            return probes.stream().filter(probe -> probe.way() == way).findFirst().orElseThrow().held();
        }
    }

    @Override
    public Finding experiment() throws CannotShow, IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lesson");
        try {
            return experiment(folder);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private Finding experiment(Path folder) throws CannotShow, IOException, InterruptedException {
        for (Path pipe : List.of(Patient.file(folder), Patient.aliases(folder))) {
            Process mkfifo = ChildProcesses.start(new ProcessBuilder("mkfifo", pipe.toString()));
            if (mkfifo.waitFor() != 0) {
                throw new CannotShow("This system has no named pipes.");
            }
        }
        List<String> options = new ArrayList<>(ChildJvm.recording(PINNED, "0ms"));
        options.add("-Djdk.virtualThreadScheduler.parallelism=1");
        List<Held> held = new ArrayList<>();
        List<String> printed;
        try (ChildJvm child = ChildJvm.start(Map.of("HOSTALIASES", Patient.aliases(folder).toString()), options,
                Patient.class, folder.toString(), String.valueOf(patience.toMillis()))) {
            for (Way way : Way.values()) {
                held.add(Held.valueOf(child.answer(way.name())));
            }
            child.answer(READY);
            printed = child.recorded(PINNED);
        }
        List<Probe> probes = new ArrayList<>();
        for (Way way : Way.values()) {
            probes.add(new Probe(way, held.get(way.ordinal()),
                    printed.stream().anyMatch(line -> line.contains("eventThread = \"" + way + "\""))));
        }
        return new Finding(Runtime.version().feature(), probes, printed);
    }

    /** The program in a JVM of its own that has one carrier. */
    static final class Patient {
        private static final Path NAMES = Path.of("/etc/nsswitch.conf");
        private static final Path MAPS = Path.of("/proc/self/maps");

        private static final CountDownLatch GATE = new CountDownLatch(1); // where class initializers wait
        private static final CountDownLatch OTHER_GATE = new CountDownLatch(1);

        private final Path folder;
        private final Duration patience;

        private Patient(Path folder, Duration patience) {
            this.folder = folder;
            this.patience = patience;
        }

        public static void main(String... args) throws Exception {
            new Patient(Path.of(args[0]), Duration.ofMillis(Long.parseLong(args[1]))).run();
            System.out.println(READY + " to be looked at");
            System.in.read(); // returns at the end of the parent, at the latest
            Runtime.getRuntime().halt(0);
        }

        static Path file(Path folder) {
            return folder.resolve("pipe");
        }

        static Path aliases(Path folder) {
            return folder.resolve("aliases");
        }

        /** Code that may fail. */
        private interface Code {
            void run() throws Exception;
        }

        private void run() throws Exception {
            CountDownLatch gate = new CountDownLatch(1);
            probe(Way.LATCH, gate::await, gate::countDown);
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                probe(Way.ACCEPT, () -> {
                    try (var accepted = socket.accept()) {
                        throw new IllegalStateException("nobody was to connect to it, but " + accepted);
                    } catch (IOException closed) {
                        return; // which is what ends the wait
                    }
                }, socket::close);
            }
            processes();
            monitors();
            classes();
            files();
            lookup();
        }

        private void processes() throws Exception {
            Process process = new ProcessBuilder("cat").start();
            probe(Way.PROCESS, process::waitFor, process.outputWriter()::close);
            Process second = new ProcessBuilder("cat").start();
            try (InputStream output = second.getInputStream()) {
                probe(Way.PROCESS_OUTPUT, output::read, second.outputWriter()::close);
            }
        }

        private void monitors() throws Exception {
            CountDownLatch gate = new CountDownLatch(1);
            probe(Way.IN_SYNCHRONIZED, () -> {
                synchronized (new Object()) {
                    gate.await();
                }
            }, gate::countDown);
            Object monitor = new Object();
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            Thread holder = platform(() -> {
                synchronized (monitor) {
                    held.countDown();
                    released.await();
                }
            });
            held.await();
            probe(Way.ENTER_SYNCHRONIZED, () -> {
                synchronized (monitor) {
                    held.await(); // at once
                }
            }, released::countDown);
            holder.join();
            probe(Way.OBJECT_WAIT, () -> {
                synchronized (monitor) {
                    monitor.wait();
                }
            }, () -> {
                synchronized (monitor) {
                    monitor.notifyAll();
                }
            });
        }

        private void classes() throws Exception {
            probe(Way.INITIALIZER, First::touch, GATE::countDown);
            Thread other = platform(Second::touch);
            while (other.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
            probe(Way.INITIALIZED_ELSEWHERE, Second::touch, OTHER_GATE::countDown);
            other.join();
            CountDownLatch gate = new CountDownLatch(1);
            probe(Way.CLASS_LOADING, () -> load(gate), gate::countDown);
            CountDownLatch last = new CountDownLatch(1);
            FutureTask<Void> task = new FutureTask<>(() -> {
                load(last);
                return null;
            });
            platform(task::run);
            probe(Way.CLASS_LOADING_ON_PLATFORM, task::get, last::countDown);
        }

        /** Class.forName asks the JVM, whose native code calls back into Java to load the class. */
        private static void load(CountDownLatch gate) throws ClassNotFoundException {
            Class.forName(Patient.class.getName(), false, new ClassLoader(Patient.class.getClassLoader()) {
                @Override
                public Class<?> loadClass(String name) throws ClassNotFoundException {
                    await(gate);
                    return super.loadClass(name);
                }
            });
        }

        private static void await(CountDownLatch gate) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static final class First {
            static {
                await(GATE);
            }

            private static void touch() {
                // the first call of it initializes the class
            }
        }

        private static final class Second {
            static {
                await(OTHER_GATE);
            }

            private static void touch() {
                // the first call of it initializes the class
            }
        }

        /** A file on a disk answers too soon to be looked at. A named pipe is read by the same code. */
        private void files() throws Exception {
            try (RandomAccessFile pipe = new RandomAccessFile(file(folder).toFile(), "rw"); // or to open it would wait
                    FileInputStream in = new FileInputStream(file(folder).toFile())) {
                probe(Way.FILE, in::read, () -> pipe.write(0));
            }
        }

        /**
         * Has the lookup wait for a file that the C library of GNU reads before it asks a name server, see hostname(7).
         * No server is asked: the JVM is killed before.
         */
        private void lookup() throws Exception {
            if (!Files.exists(MAPS) || !Files.readString(MAPS).contains("/libc.so.6") || !Files.exists(NAMES)
                    || !Files.readString(NAMES).matches("(?s).*\\nhosts:\\s+files\\s+dns\\b.*")) {
                System.out.println(Way.LOOKUP + " " + Held.NOT_SHOWN);
                return;
            }
            Thread first = Thread.ofVirtual().name(Way.LOOKUP.name())
                    .start(() -> running(() -> InetAddress.getByName("threadlab-alias")));
            // This open ends when the lookup has opened the file, which has no content until it is closed here.
            var aliases = new FileOutputStream(aliases(folder).toFile());
            System.out.println(Way.LOOKUP + " " + held(first, Thread.ofVirtual().unstarted(() -> {
            })));
        }

        private static Thread platform(Code code) {
            return Thread.ofPlatform().daemon().start(() -> running(code));
        }

        private static void running(Code code) {
            try {
                code.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private void probe(Way way, Code code, Code release) throws Exception {
            Thread first = Thread.ofVirtual().name(way.name()).start(() -> running(code));
            Thread other = Thread.ofVirtual().unstarted(() -> {
            });
            System.out.println(way + " " + held(first, other));
            release.run();
            first.join();
            other.join();
        }

        private Held held(Thread first, Thread other) throws InterruptedException {
            Waiting.until(first);
            other.start();
            boolean ran = other.join(patience);
            boolean mounted = first.toString().contains("@"); // and the name of its carrier
            return !ran ? Held.PINS : mounted ? Held.COMPENSATED : Held.UNMOUNTS;
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        boolean holds = finding.probes().stream().anyMatch(probe -> probe.held() == Held.PINS);
        return new Outcome(holds ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                On JDK %s these pin the thread: %s. For these the scheduler compensates: %s."""
                .formatted(finding.jdk(), named(finding, Held.PINS), named(finding, Held.COMPENSATED)), table(finding),
                new Transcript("jfr print --events VirtualThreadPinned recording.jfr", event(finding.recording()),
                        "pinnedReason|clinit|blockingOperation", """
                                The event of the class initializer. An event comes when its wait has ended. The table
                                says for which waits there is one: for some that pin there is none, so a recording
                                without events proves nothing."""));
    }

    private static String named(Finding finding, Held held) {
        String all = finding.probes().stream().filter(probe -> probe.held() == held).map(probe -> probe.way().text)
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "none" : all;
    }

    private static Table table(Finding finding) {
        Table table = new Table("a virtual thread waits", "its carrier", "pinned event");
        for (Probe probe : finding.probes()) {
            table = table.row(probe.way().text, probe.held().text, probe.told() ? "yes" : "no");
        }
        return table;
    }

    /** Returns the event of the class initializer, without the frames that say nothing of it. */
    private static List<String> event(List<String> recording) {
        return Stream.of(String.join("\n", recording).split("\n\n"))
                .filter(event -> event.contains("\"" + Way.INITIALIZER + "\"")).limit(1).flatMap(String::lines)
                .filter(line -> !line.contains("line:") || line.contains("CarrierHolders")).toList();
    }

    @Override
    public String next() {
        return """
                Look up your JDK's row before you change code: a lock in place of synchronized gains nothing where
                synchronized unmounts. What pins belongs on a platform thread, whose result a virtual thread awaits: it
                unmounts for that, as the table shows. Do the same with files if they may be slow.""";
    }
}
