package threadlab.demo.lessons;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** Shows that a virtual thread keeps the frames that it had when its code was not compiled yet. */
public final class BornCold implements Lesson<BornCold.Finding> {
    private static final String CHUNK = "jdk.internal.vm.StackChunk";
    /** A thread that calls a method often waits until it is compiled: on a busy machine that could be long after. */
    private static final String AT_ONCE = "-Xbatch";
    private static final Pattern ROW = Pattern.compile(" *\\d+: +(\\d+) +(\\d+) +" + Pattern.quote(CHUNK) + "( .*)?");

    private final int sessions;

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new BornCold());
    }

    BornCold() {
        this(100);
    }

    /** More than 150 would have the JVM compile the methods while they are first called. */
    BornCold(int sessions) {
        this.sessions = sessions;
    }

    @Override
    public Heading heading() {
        return new Heading(Part.CLINIC, 26, "cold", "Born cold, stays fat");
    }

    @Override
    public String claim() {
        return """
                After a restart all clients connect again at once, and the server needs more heap for the same sessions
                than before the restart. It stays so for days, until the clients have come and gone.""";
    }

    @Override
    public String expectation() {
        return """
                The stack of a virtual thread that waits is a copy of its frames on the heap (a StackChunk). A frame of
                interpreted code has all local variables, a stack of operands and a dozen words for the interpreter. A
                frame of compiled code has what is still needed, and the frames of inlined methods are one.

                A method that is called again is called in its newest form. A method that is not left, since the loop of
                the session is below it, goes on as it was entered. Only a method with a hot loop is replaced while it
                runs (on-stack replacement), and its callers are not. So sessions that were opened in the first second
                keep interpreted frames as long as they live, and those opened later have smaller stacks. A stack that
                the collector has moved is not written to again: the next wait puts the upper frames into a second
                piece.

                That is cured by those who open sessions: run the code of a session before the first client is let in,
                or end old sessions now and then and go on in a new thread.""";
    }

    /** The age of the threads, in this order. */
    enum Age {
        COLD("born cold, never woken"),
        COLD_USED("born cold, woken 10 times"),
        COLD_OLD("born cold, woken 1,000 times"),
        HANDED_OVER("born cold, gone on in a new thread"),
        WARM("born warm, never woken"),
        WARM_OLD("born warm, woken 1,000 times"),
        /** In a JVM of its own. */
        WARMED_UP("born after a warm-up at the start");

        private final String text;

        Age(String text) {
            this.text = text;
        }
    }

    /**
     * The stacks of all sessions on the heap.
     *
     * @param pieces objects
     */
    record Stacks(Age age, long pieces, long bytes) {
    }

    /**
     * The stacks by age, and what a tool shows.
     *
     * @param jdk the feature version
     * @param histogram from {@code jcmd PID GC.class_histogram}, of the threads that were born cold and never woken
     */
    record Finding(int jdk, int sessions, List<Stacks> stacks, List<String> histogram) {
        long bytes(Age age) {
            return stacks.stream().filter(stack -> stack.age() == age).mapToLong(Stacks::bytes).findFirst()
                    .orElseThrow() / sessions;
        }
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        List<Stacks> stacks = new ArrayList<>();
        List<String> first = new ArrayList<>();
        try (ChildJvm child = start(false)) {
            for (Age age : Age.values()) {
                if (age != Age.WARMED_UP) {
                    List<String> histogram = look(child, age);
                    stacks.add(stacks(age, histogram));
                    first = first.isEmpty() ? histogram : first;
                }
            }
        }
        try (ChildJvm child = start(true)) {
            stacks.add(stacks(Age.WARMED_UP, look(child, Age.WARMED_UP)));
        }
        return new Finding(Runtime.version().feature(), sessions, stacks, first);
    }

    private ChildJvm start(boolean warmedUp) throws IOException {
        return ChildJvm.start(List.of(AT_ONCE), Patient.class, String.valueOf(sessions),
                String.valueOf(warmedUp));
    }

    private static List<String> look(ChildJvm child, Age age) throws CannotShow, IOException {
        child.answer(age.name());
        List<String> histogram = child.jcmd("GC.class_histogram");
        child.say("go on");
        return histogram;
    }

    private static Stacks stacks(Age age, List<String> histogram) throws IOException {
        return histogram.stream().map(ROW::matcher).filter(Matcher::matches)
                .map(row -> new Stacks(age, Long.parseLong(row.group(1)), Long.parseLong(row.group(2)))).findFirst()
                .orElseThrow(() -> new IOException("the histogram has no " + CHUNK));
    }

    /** The program, in a JVM of its own whose code nobody has run before. */
    static final class Patient {
        private static final int WARM_UP = 20_000; // sessions
        private static final int FEW = 10;
        private static final int MANY = 1_000;

        private final int sessions;
        private final List<Session> open = new ArrayList<>();

        private Patient(int sessions) {
            this.sessions = sessions;
        }

        public static void main(String... args) throws IOException, InterruptedException {
            int sessions = Integer.parseInt(args[0]);
            if (Boolean.parseBoolean(args[1])) {
                warmUp();
                new Patient(sessions).open();
                look(Age.WARMED_UP);
            } else {
                byAge(new Patient(sessions), new Patient(sessions));
            }
            Runtime.getRuntime().halt(0);
        }

        private static void byAge(Patient cold, Patient warm) throws IOException, InterruptedException {
            cold.open();
            look(Age.COLD);
            cold.wake(FEW);
            look(Age.COLD_USED);
            cold.wake(MANY - FEW);
            look(Age.COLD_OLD);
            warmUp();
            cold.handOver();
            look(Age.HANDED_OVER);
            cold.close();
            warm.open();
            look(Age.WARM);
            warm.wake(MANY);
            look(Age.WARM_OLD);
        }

        /** A connection, without its socket: it is read where a permit is taken. */
        private static final class Session {
            private final Semaphore bytes = new Semaphore(0);
            private final AtomicInteger answers = new AtomicInteger();
            private volatile boolean closed;
            private Thread thread = Thread.currentThread(); // until it is opened

            void open() {
                closed = false;
                thread = Thread.ofVirtual().name("session").start(() -> accepted("client"));
            }

            /** Ends the thread after one more message. */
            void close() throws InterruptedException {
                closed = true;
                bytes.release();
                thread.join();
                answers.set(0);
            }

            /**
             * Looks again and again: a thread that waits would be woken by the session, whose compiled code may not
             * know that way. It would be thrown away, and leave interpreted frames.
             */
            void takeAnswer() {
                while (answers.get() == 0) {
                    Thread.yield();
                }
                answers.decrementAndGet();
            }

            private int accepted(String peer) {
                long begin = System.nanoTime();
                int served = greeted(peer, begin);
                return served + peer.length();
            }

            private int greeted(String peer, long begin) {
                String greeting = "hello " + peer;
                return authenticated(greeting, peer, begin) + greeting.length();
            }

            private int authenticated(String greeting, String peer, long begin) {
                String user = peer.isEmpty() ? "nobody" : peer;
                return serving(user, greeting.length(), begin) + user.length();
            }

            private int serving(String user, int length, long begin) {
                int served = 0;
                while (!closed) {
                    served += message(user, served, begin);
                }
                return served + length;
            }

            private int message(String user, int served, long begin) {
                int read = read(user, begin + served);
                answers.incrementAndGet();
                return read;
            }

            private int read(String user, long position) {
                bytes.acquireUninterruptibly();
                return position < 0 ? 0 : Math.min(1, user.length());
            }
        }

        private void open() throws InterruptedException {
            for (int i = 0; i < sessions; i++) {
                Session session = new Session();
                session.open();
                open.add(session);
            }
            untilAllWait();
        }

        private void untilAllWait() throws InterruptedException {
            for (Session session : open) {
                while (session.thread.getState() != Thread.State.WAITING) {
                    Thread.sleep(1);
                }
            }
        }

        /** Has each session read so many messages, one after the other. */
        private void wake(int times) throws InterruptedException {
            for (int i = 0; i < times; i++) {
                open.forEach(session -> session.bytes.release());
                open.forEach(Session::takeAnswer);
            }
            untilAllWait();
        }

        /** Ends the thread of each session, and goes on with the session in a new thread. */
        private void handOver() throws InterruptedException {
            for (Session session : open) {
                session.close();
                session.open();
            }
            untilAllWait();
        }

        private void close() throws InterruptedException {
            for (Session session : open) {
                session.close();
            }
        }

        /** Runs the code of a session until it is compiled: sessions that read two messages and end. */
        private static void warmUp() throws InterruptedException {
            for (int i = 0; i < WARM_UP; i++) {
                Session session = new Session();
                session.open();
                session.bytes.release();
                session.takeAnswer();
                session.close();
            }
        }

        private static void look(Age age) throws IOException {
            System.out.println(age + " to be looked at");
            while (System.in.read() != '\n') {
                // the rest of the line
            }
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        long cold = finding.bytes(Age.COLD_OLD);
        long warm = finding.bytes(Age.WARM_OLD);
        boolean stays = cold > 2 * warm;
        return new Outcome(stays ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                On JDK %s, the stack of a waiting thread took %s bytes when its code had never run before, and still %s
                when it had been woken 1,000 times. A thread that was started after the code had been compiled took %s.
                When the sessions of the first went on in new threads, they took %s."""
                .formatted(finding.jdk(), Figures.count(finding.bytes(Age.COLD)), Figures.count(cold),
                        Figures.count(warm), Figures.count(finding.bytes(Age.HANDED_OVER))),
                table(finding), bars(finding),
                new Transcript("jcmd PID GC.class_histogram | grep StackChunk", finding.histogram().stream()
                        .filter(line -> line.contains(CHUNK)).toList(), CHUNK, """
                                How many pieces of stack there are, and their bytes together. Divide by the number of
                                virtual threads, and compare a JVM some minutes after its start with one that has been
                                restarted without load."""));
    }

    private static Table table(Finding finding) {
        Table table = new Table(finding.sessions() + " sessions, a thread each", "bytes of stack each",
                "pieces of stack");
        for (Stacks stack : finding.stacks()) {
            table = table.row(stack.age().text, Figures.count(finding.bytes(stack.age())),
                    Figures.count(stack.pieces()));
        }
        return table;
    }

    private static Bars bars(Finding finding) {
        Bars bars = new Bars("Bytes of stack on the heap for each thread that waits");
        for (Stacks stack : finding.stacks()) {
            long bytes = finding.bytes(stack.age());
            bars = bars.bar(stack.age().text, bytes, Figures.count(bytes));
        }
        return bars;
    }

    @Override
    public String next() {
        return """
                Run the code of a session before the first client is let in, with sessions of your own over the loopback
                address. The last row tells whether 20,000 of them were enough here: the compilers work in the
                background, and sometimes begin again. Or bound the age of a session, which also spreads clients over
                servers again. Or end the thread now and then and go on in a new one: what a session knows is then in an
                object, and not in the local variables of a loop.

                Measure the heap for a session with sessions that are as old as those in production.""";
    }
}
