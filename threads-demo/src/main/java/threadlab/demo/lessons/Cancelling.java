package threadlab.demo.lessons;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
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

/** Shows which calls go on when nobody wants their result any more, and what an interrupt ends. */
public final class Cancelling implements Lesson<Cancelling.Finding> {
    private static final int CALLS = 10;
    private static final String READY = "ready";
    private static final String PROBE = "probe";
    private static final String CALL = "Patient.call";
    private static final String GOES_ON = "goes on";

    private final Duration answer; // after which the service answers

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new Cancelling());
    }

    Cancelling() {
        this(Duration.ofSeconds(1));
    }

    Cancelling(Duration answer) {
        this.answer = answer;
    }

    @Override
    public Heading heading() {
        return new Heading(Part.CLINIC, 24, "cancel", "Cancelled, and still at work");
    }

    @Override
    public String claim() {
        return """
                One of ten calls has failed, or the time of the request is over, and its caller has gone. The other nine
                calls go on, and hold connections and memory for a result that nobody reads. Elsewhere an interrupt
                closes a socket, which it never did before.""";
    }

    @Override
    public String expectation() {
        return """
                A time limit in Future.get ends the wait of the caller, and not the call. To cancel a CompletableFuture
                ends neither: it has no thread to interrupt. And to close an executor waits for all of its tasks, also
                for those that nobody needs any more.

                Future.cancel(true) interrupts the thread of the call. An interrupt is a request: what is above it on
                the stack must look for it. Sleeps, queues and latches do, and throw an InterruptedException, after
                which the thread is no longer interrupted. A lock and synchronized do not. A socket of java.net does on
                a virtual thread alone: the read ends with a SocketException, the socket is closed (javadoc of Socket),
                and the thread is still interrupted. On a platform thread the same read goes on. So the cure below is
                one that came with virtual threads.

                Structured concurrency would tie the life of the calls to that of the caller. It is still a preview API
                in JDK 21, 25 and 27 (JEP 453, 505 and later), so it is not run here.""";
    }

    /** How a caller deals with ten calls, of which one fails. */
    enum Way {
        GET("get each in turn, close", ThreadKind.VIRTUAL),
        TIME_LIMIT("get with a time limit", ThreadKind.VIRTUAL),
        COMPLETABLE("CompletableFuture.cancel", ThreadKind.VIRTUAL),
        CANCEL_PLATFORM("Future.cancel at first failure", ThreadKind.PLATFORM),
        CANCEL("Future.cancel at first failure", ThreadKind.VIRTUAL),
        SOCKET_LIMIT_PLATFORM("get, a time limit on the socket", ThreadKind.PLATFORM),
        SOCKET_LIMIT("get, a time limit on the socket", ThreadKind.VIRTUAL);

        private final String text;
        private final ThreadKind kind;

        Way(String text, ThreadKind kind) {
            this.text = text;
            this.kind = kind;
        }
    }

    /** Where a thread waits when it is interrupted. */
    enum Place {
        SLEEP("Thread.sleep"),
        QUEUE("BlockingQueue.take"),
        LOCK("ReentrantLock.lock"),
        MONITOR("to enter synchronized"),
        SOCKET("Socket, read"),
        ACCEPT("ServerSocket.accept"),
        CHANNEL("SocketChannel.read");

        private final String text;

        Place(String text) {
            this.text = text;
        }
    }

    /**
     * Ten calls.
     *
     * @param left calls that were still at work when the caller had gone on
     * @param completed calls that were answered, for nobody
     */
    record Attempt(Way way, int left, int completed, long callerNanos) {
    }

    /**
     * What an interrupt did.
     *
     * @param effect the exception that it caused, or that the thread goes on
     * @param status whether the thread was still interrupted after it
     */
    record Probe(Place place, ThreadKind kind, String effect, boolean status) {
        boolean goesOn() {
            return effect.equals(GOES_ON);
        }
    }

    /**
     * The attempts and the probes.
     *
     * @param jdk the feature version
     * @param dump from {@code jcmd PID Thread.dump_to_file}, when the caller of the time limit had gone on
     */
    record Finding(int jdk, List<Attempt> attempts, List<Probe> probes, List<String> dump) {
        Attempt attempt(Way way) {
            return attempts.stream().filter(attempt -> attempt.way() == way).findFirst().orElseThrow();
        }

        Probe probe(Place place, ThreadKind kind) {
            return probes.stream().filter(probe -> probe.place() == place && probe.kind() == kind).findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        try (ChildJvm child = ChildJvm.start(ChildJvm.carriers(4), Patient.class, // in JDK 21 some places pin
                String.valueOf(answer.toMillis()))) {
            List<Probe> probes = new ArrayList<>();
            for (int i = 0; i < Place.values().length * ThreadKind.values().length; i++) {
                String[] found = child.answer(PROBE).split(" ", 4);
                probes.add(new Probe(Place.valueOf(found[0]), ThreadKind.valueOf(found[1]), found[3],
                        Boolean.parseBoolean(found[2])));
            }
            List<Attempt> attempts = new ArrayList<>();
            for (Way way : Way.values()) {
                String[] found = child.answer(way.name()).split(" ");
                attempts.add(new Attempt(way, Integer.parseInt(found[0]), Integer.parseInt(found[1]),
                        Long.parseLong(found[2])));
            }
            child.answer(READY);
            return new Finding(Runtime.version().feature(), attempts, probes, child.dumpToFile());
        }
    }

    /** The program, in a JVM of its own so that a dump shows nothing else. */
    static final class Patient {
        private static final int FAILING = 3; // of the calls, the one that fails when all are at work
        private static final Duration LIMIT = Duration.ofMillis(100);
        private static final int FAILURE = 1; // what is written to the service, and what it answers
        private static final int RESULT = 2;

        private final Way way;
        private final int port;
        private final CountDownLatch others = new CountDownLatch(CALLS - 1); // that are at work when one fails
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicInteger completed = new AtomicInteger();

        private Patient(Way way, int port) {
            this.way = way;
            this.port = port;
        }

        public static void main(String... args) throws Exception {
            Duration answer = Duration.ofMillis(Long.parseLong(args[0]));
            probes(answer);
            int port = service(answer);
            for (Way way : Way.values()) {
                System.out.println(way + " " + new Patient(way, port).attempt());
            }
            new Patient(Way.TIME_LIMIT, service(Duration.ofDays(1))).caller();
            System.out.println(READY + " to be looked at");
            System.in.read(); // returns at the end of the parent, at the latest
            Runtime.getRuntime().halt(0);
        }

        /** Starts a service, and returns its port. It fails at once if it is asked to, or answers after that time. */
        private static int service(Duration answer) throws IOException {
            ServerSocket socket = new ServerSocket(0, CALLS, InetAddress.getLoopbackAddress());
            daemon(() -> {
                while (true) {
                    Socket accepted = socket.accept();
                    daemon(() -> serve(accepted, answer));
                }
            });
            return socket.getLocalPort();
        }

        private static Void serve(Socket accepted, Duration answer) throws InterruptedException {
            try (accepted) {
                int wanted = accepted.getInputStream().read();
                if (wanted == RESULT) {
                    Thread.sleep(answer);
                }
                accepted.getOutputStream().write(wanted);
            } catch (IOException e) {
                return null; // the client has closed its end, as it may
            }
            return null;
        }

        private static void daemon(Callable<Void> code) {
            Thread.ofPlatform().daemon().name("service").start(() -> {
                try {
                    code.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        /** Returns how many calls were left, how many were answered, and when the caller went on. */
        private String attempt() throws Exception {
            long begin = System.nanoTime();
            caller();
            long nanos = System.nanoTime() - begin;
            int left = CALLS - ended.get();
            while (ended.get() < CALLS) {
                Thread.sleep(1);
            }
            return left + " " + completed + " " + nanos;
        }

        private void caller() throws InterruptedException, ExecutionException {
            switch (way) {
                case GET, SOCKET_LIMIT, SOCKET_LIMIT_PLATFORM -> getAll();
                case TIME_LIMIT -> getWithTimeLimit();
                case COMPLETABLE -> cancelCompletable();
                default -> cancelAtFirstFailure();
            }
        }

        private ExecutorService executor() {
            return Executors.newThreadPerTaskExecutor(way.kind == ThreadKind.VIRTUAL
                    ? Thread.ofVirtual().name("call ", 0).factory()
                    : Thread.ofPlatform().daemon().name("call ", 0).factory());
        }

        private List<Future<Integer>> submitted(ExecutorService executor) {
            return IntStream.range(0, CALLS).mapToObj(i -> executor.submit(() -> call(i))).toList();
        }

        private void getAll() throws InterruptedException {
            try (ExecutorService executor = executor()) {
                for (Future<Integer> result : submitted(executor)) {
                    result.get();
                }
            } catch (ExecutionException expected) {
                return; // one call fails; the executor has waited for all of them
            }
        }

        /** The executor is not closed, which would wait for the calls. */
        private void getWithTimeLimit() throws InterruptedException, ExecutionException {
            try {
                submitted(executor()).getFirst().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException expected) {
                return; // and the caller gives up
            }
        }

        private void cancelCompletable() throws InterruptedException {
            ExecutorService executor = executor();
            CompletableFuture<Void> failure = new CompletableFuture<>();
            List<CompletableFuture<Integer>> results = IntStream.range(0, CALLS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> unchecked(i), executor)).toList();
            for (CompletableFuture<Integer> result : results) {
                result.whenComplete((value, thrown) -> {
                    if (thrown != null) {
                        failure.complete(null);
                    }
                });
            }
            failure.join();
            results.forEach(result -> result.cancel(true));
        }

        private int unchecked(int number) {
            try {
                return call(number);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void cancelAtFirstFailure() throws InterruptedException {
            try (ExecutorService executor = executor()) {
                var results = new ExecutorCompletionService<Integer>(executor);
                List<Future<Integer>> all = IntStream.range(0, CALLS).mapToObj(i -> results.submit(() -> call(i)))
                        .toList();
                try {
                    for (int i = 0; i < CALLS; i++) {
                        results.take().get();
                    }
                } catch (ExecutionException failed) {
                    all.forEach(result -> result.cancel(true)); // or the executor would wait for the others
                }
            }
        }

        private int call(int number) throws IOException, InterruptedException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (way == Way.SOCKET_LIMIT || way == Way.SOCKET_LIMIT_PLATFORM) {
                    socket.setSoTimeout((int) LIMIT.toMillis());
                }
                if (number == FAILING) {
                    others.await();
                    socket.getOutputStream().write(FAILURE);
                } else {
                    socket.getOutputStream().write(RESULT);
                    others.countDown();
                }
                int answered = socket.getInputStream().read();
                if (answered == FAILURE) {
                    throw new IOException("the service has failed");
                }
                completed.incrementAndGet();
                return answered;
            } finally {
                ended.incrementAndGet();
            }
        }

        /** Has threads wait in all places, interrupts them all, and looks what has become of them. */
        private static void probes(Duration patience) throws Exception {
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            ReentrantLock lock = new ReentrantLock();
            Object monitor = new Object();
            daemon(() -> {
                lock.lock();
                synchronized (monitor) {
                    held.countDown();
                    released.await();
                }
                return null;
            });
            held.await();
            List<Subject> subjects = new ArrayList<>();
            try (ServerSocket silent = new ServerSocket(0, CALLS, InetAddress.getLoopbackAddress())) {
                for (ThreadKind kind : ThreadKind.values()) {
                    for (Place place : Place.values()) {
                        subjects.add(new Subject(place, kind, lock, monitor, (InetSocketAddress) silent
                                .getLocalSocketAddress()));
                    }
                }
                for (Subject subject : subjects) {
                    Waiting.until(subject.thread);
                }
                for (Subject subject : subjects) {
                    subject.thread.interrupt();
                }
                Thread.sleep(patience);
                subjects.forEach(subject -> System.out.println(PROBE + " " + subject.found()));
                released.countDown();
            }
        }

        /** A thread that waits. A daemon, since nothing ends the wait of some of them. */
        private static final class Subject {
            private final Place place;
            private final ThreadKind kind;
            private final Thread thread;
            private volatile String effect = GOES_ON;
            private volatile boolean status;

            Subject(Place place, ThreadKind kind, ReentrantLock lock, Object monitor, InetSocketAddress silent)
                    throws IOException {
                this.place = place;
                this.kind = kind;
                Callable<?> code = code(lock, monitor, silent);
                this.thread = (kind == ThreadKind.VIRTUAL ? Thread.ofVirtual() : Thread.ofPlatform().daemon())
                        .name(place.name()).start(() -> {
                            try {
                                code.call();
                            } catch (Exception e) {
                                effect = e.getClass().getSimpleName();
                            }
                            status = Thread.currentThread().isInterrupted();
                        });
            }

            private Callable<?> code(ReentrantLock lock, Object monitor, InetSocketAddress silent) throws IOException {
                return switch (place) {
                    case SLEEP -> () -> {
                        Thread.sleep(Duration.ofDays(1));
                        return place;
                    };
                    case QUEUE -> new LinkedBlockingQueue<>()::take;
                    case LOCK -> () -> {
                        lock.lock();
                        return place;
                    };
                    case MONITOR -> () -> {
                        synchronized (monitor) {
                            return place;
                        }
                    };
                    case SOCKET -> new Socket(silent.getAddress(), silent.getPort()).getInputStream()::read;
                    case ACCEPT -> new ServerSocket(0, 1, silent.getAddress())::accept;
                    case CHANNEL -> {
                        SocketChannel channel = SocketChannel.open(silent);
                        yield () -> channel.read(ByteBuffer.allocate(1));
                    }
                };
            }

            private String found() {
                boolean alive = thread.isAlive();
                return place + " " + kind.name() + " " + (alive ? thread.isInterrupted() : status) + " "
                        + (alive ? GOES_ON : effect);
            }
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        Attempt limit = finding.attempt(Way.TIME_LIMIT);
        Attempt completable = finding.attempt(Way.COMPLETABLE);
        Attempt cancelled = finding.attempt(Way.CANCEL);
        Attempt platform = finding.attempt(Way.CANCEL_PLATFORM);
        boolean goOn = limit.completed() > 0 && completable.completed() > 0;
        return new Outcome(goOn ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                On JDK %s, after a time limit in get %s calls were left and %s were answered for nobody; after
                CompletableFuture.cancel, %s. With Future.cancel(true) on virtual threads %s were, and on platform
                threads %s, since an interrupt of a socket's read there%s."""
                .formatted(finding.jdk(), limit.left(), limit.completed(), completable.completed(),
                        cancelled.completed(), platform.completed(),
                        finding.probe(Place.SOCKET, ThreadKind.PLATFORM).goesOn() ? " does nothing" : " ends it"),
                attempts(finding), bars(finding), probes(finding),
                new Transcript("jcmd PID Thread.dump_to_file threads.txt; grep -c " + CALL + "( threads.txt",
                        List.of(String.valueOf(calls(finding.dump()))), ".", """
                                So many calls are at work. Their caller has gone on after its time limit."""),
                new Transcript("grep -B 20 " + CALL + "( threads.txt", firstStack(finding.dump()), CALL, """
                        One of them. That its caller has gone is to be seen only by what is not there: no thread waits
                        for its future."""));
    }

    private static long calls(List<String> dump) {
        return dump.stream().filter(line -> line.contains(CALL + "(")).count();
    }

    /** Returns the lines of one call that tell where it waits. */
    private static List<String> firstStack(List<String> dump) {
        return Stream.of(String.join("\n", dump).split("\n\n")).filter(stack -> stack.contains(CALL + "("))
                .limit(1).flatMap(String::lines)
                .filter(line -> line
                        .matches("#.*|.*(VirtualThread\\.park|Poller|NioSocketImpl\\.(park|read)|Patient).*"))
                .toList();
    }

    private static Table attempts(Finding finding) {
        Table table = new Table("10 calls, one fails", "threads", "left", "answered", "caller after");
        for (Attempt attempt : finding.attempts()) {
            table = table.row(attempt.way().text, attempt.way().kind.toString(), String.valueOf(attempt.left()),
                    String.valueOf(attempt.completed()), Figures.millis(attempt.callerNanos()));
        }
        return table.row("StructuredTaskScope", "", "skipped", "a preview", "");
    }

    private static Bars bars(Finding finding) {
        Bars bars = new Bars("Calls of ten that were answered for nobody");
        for (Attempt attempt : finding.attempts()) {
            bars = bars.bar(attempt.way().text + ", " + attempt.way().kind, attempt.completed(),
                    String.valueOf(attempt.completed()));
        }
        return bars;
    }

    private static Table probes(Finding finding) {
        Table table = new Table("interrupted in", "platform thread", "virtual thread");
        for (Place place : Place.values()) {
            table = table.row(place.text, finding.probe(place, ThreadKind.PLATFORM).effect(),
                    finding.probe(place, ThreadKind.VIRTUAL).effect());
        }
        return table;
    }

    @Override
    public String next() {
        return """
                Whoever starts calls ends them: at the first failure, and when the time is over, cancel each Future with
                true, and close the executor after that. Not so with a CompletableFuture: keep the Future of the task
                beside it. Put a time limit on each socket as well, which works on both kinds of thread.

                An interrupt closes a socket under a virtual thread, so do not interrupt one whose connection others go
                on to use. What catches InterruptedException must end, or set the status again.""";
    }
}
