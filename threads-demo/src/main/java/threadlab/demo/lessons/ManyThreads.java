package threadlab.demo.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
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

/** Shows what the tools tell of very many threads, and what makes that readable. */
public final class ManyThreads implements Lesson<ManyThreads.Finding> {
    private static final Duration LONGEST = Duration.ofSeconds(2); // for a dump, or no more threads are tried
    private static final String READY = "ready";
    private static final String PATIENT = "Patient.waitFor"; // the methods in which the threads wait
    private static final Pattern WAITS = Pattern.compile("Patient\\.(waitFor\\w+)\\(");
    private static final int LINES = 14; // of a file

    private final List<Integer> numbers; // of threads, rising

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new ManyThreads());
    }

    ManyThreads() {
        this(List.of(1_000, 10_000, 100_000));
    }

    ManyThreads(List<Integer> numbers) {
        this.numbers = List.copyOf(numbers);
    }

    @Override
    public Heading heading() {
        return new Heading(Part.CLINIC, 23, "dump", "Asking a hundred thousand threads");
    }

    @Override
    public String claim() {
        return """
                The service hangs. The thread dump that we have always taken shows a few dozen threads, and none of them
                is a request. The other one is so large that no editor opens it, and its threads have no names.""";
    }

    @Override
    public String expectation() {
        return """
                jstack and jcmd Thread.print show the threads of the operating system. Of the virtual ones they show
                those that are on a carrier just then, and a thread that waits is on none. jcmd Thread.dump_to_file
                shows all of them (JEP 444), as text or as JSON, one stack for each. So the file grows with the threads.

                Most of these stacks are equal. To count them by the frame of one's own code that waits makes a page of
                a hundred thousand. The JSON has them in groups, one for each executor, so that the pool of requests
                and that of mails can be told apart. A virtual thread has no name unless one is given.

                Threads that are started by Thread.startVirtualThread, and not by an executor, are found since the JDK
                keeps a set of them. It can be told not to (jdk.trackAllThreads=false), and then they are not shown.""";
    }

    /** What is asked. */
    enum Tool {
        PRINT("Thread.print"), TEXT("Thread.dump_to_file, text"), JSON("Thread.dump_to_file, JSON");

        private final String text;

        Tool(String text) {
            this.text = text;
        }
    }

    /**
     * An answer.
     *
     * @param shown how many of the threads it shows
     */
    record Answer(int threads, Tool tool, int shown, long bytes, long nanos) {
    }

    /**
     * What a dump has.
     *
     * @param nanos until it was written
     * @param waiting how many threads wait in each method of the program
     * @param first the lines that say which threads there are
     */
    record Dump(long bytes, long nanos, Map<String, Integer> waiting, List<String> first) {
        int shown() {
            return waiting.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /**
     * The answers.
     *
     * @param jdk the feature version
     * @param text of the fewest threads
     * @param json of the fewest threads
     * @param untracked how many of the fewest threads are shown if the JVM does not keep a set of them
     */
    record Finding(int jdk, List<Answer> answers, Dump text, Dump json, int untracked) {
        Answer last(Tool tool) {
            return answers.stream().filter(answer -> answer.tool() == tool).toList().getLast();
        }
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        List<Answer> answers = new ArrayList<>();
        List<Dump> firsts = new ArrayList<>();
        for (int threads : numbers) {
            try (ChildJvm child = start(threads, List.of())) {
                answers.add(print(child, threads));
                for (Tool tool : List.of(Tool.TEXT, Tool.JSON)) {
                    Dump dump = dump(child, tool);
                    answers.add(new Answer(threads, tool, dump.shown(), dump.bytes(), dump.nanos()));
                    firsts.add(dump);
                }
            }
            if (answers.stream().anyMatch(answer -> answer.nanos() > LONGEST.toNanos())) {
                break; // ten times as many would take too long
            }
        }
        try (ChildJvm child = start(numbers.getFirst(), List.of("-Djdk.trackAllThreads=false"))) {
            return new Finding(Runtime.version().feature(), answers, firsts.get(0), firsts.get(1),
                    dump(child, Tool.TEXT).shown());
        }
    }

    private static ChildJvm start(int threads, List<String> options) throws IOException {
        ChildJvm child = ChildJvm.start(options, Patient.class, String.valueOf(threads));
        child.answer(READY);
        return child;
    }

    private static Answer print(ChildJvm child, int threads) throws CannotShow, IOException {
        long begin = System.nanoTime();
        List<String> print = child.jcmd("Thread.print");
        return new Answer(threads, Tool.PRINT, (int) print.stream().filter(line -> line.contains(PATIENT)).count(),
                print.stream().mapToLong(line -> line.length() + 1).sum(), System.nanoTime() - begin);
    }

    /** The threads wait all the time, so the dump is harmless on JDK 25 as well. */
    private static Dump dump(ChildJvm child, Tool tool) throws CannotShow, IOException {
        long begin = System.nanoTime();
        return child.dumpToFile(file -> read(file, tool, System.nanoTime() - begin),
                "-format=" + (tool == Tool.JSON ? "json" : "plain"));
    }

    private static Dump read(Path file, Tool tool, long nanos) throws IOException {
        Predicate<String> tells = tool == Tool.JSON
                ? line -> line.contains("\"container\"") || line.contains("\"threadCount\"")
                : line -> line.startsWith("#") && line.contains("virtual");
        List<String> first = new ArrayList<>();
        Map<String, Integer> waiting = new TreeMap<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> {
                if (tells.test(line)) {
                    first.add(line);
                } else if (line.contains(PATIENT)) {
                    WAITS.matcher(line).results().forEach(waits -> waiting.merge(waits.group(1), 1, Integer::sum));
                }
            });
        }
        return new Dump(Files.size(file), nanos, waiting, first);
    }

    /** The program in a JVM of its own: half of its threads are from an executor and have names. */
    static final class Patient {
        private static final CountDownLatch GATE = new CountDownLatch(1);

        private Patient() {
        }

        public static void main(String... args) throws IOException, InterruptedException {
            int threads = Integer.parseInt(args[0]);
            CountDownLatch begun = new CountDownLatch(threads);
            List<Thread> unnamed = new ArrayList<>();
            ExecutorService orders = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("order ", 1).factory());
            for (int i = 0; i < threads; i++) {
                if (i % 2 == 0) {
                    orders.execute(() -> waitForStock(begun));
                } else {
                    unnamed.add(Thread.startVirtualThread(() -> waitForMail(begun)));
                }
            }
            begun.await();
            for (Thread thread : unnamed) {
                while (thread.getState() != Thread.State.WAITING) {
                    Thread.sleep(1);
                }
            }
            System.out.println(READY + " to be looked at");
            System.in.read(); // returns at the end of the parent, at the latest
            Runtime.getRuntime().halt(0);
        }

        private static void waitForStock(CountDownLatch begun) {
            await(begun);
        }

        private static void waitForMail(CountDownLatch begun) {
            await(begun);
        }

        private static void await(CountDownLatch begun) {
            begun.countDown();
            try {
                GATE.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        Answer print = finding.last(Tool.PRINT);
        Answer text = finding.last(Tool.TEXT);
        Answer json = finding.last(Tool.JSON);
        boolean holds = print.shown() < print.threads() / 2 && text.shown() == text.threads();
        return new Outcome(holds ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                On JDK %s, of %s virtual threads that wait, Thread.print showed %s. Thread.dump_to_file showed %s, as
                text of %s in %s and as JSON of %s in %s. Where the JDK is told not to keep a set of threads, it showed
                %s of %s."""
                .formatted(finding.jdk(), Figures.count(print.threads()), Figures.count(print.shown()),
                        Figures.count(text.shown()), Figures.bytes(text.bytes()), Figures.millis(text.nanos()),
                        Figures.bytes(json.bytes()), Figures.millis(json.nanos()), Figures.count(finding.untracked()),
                        Figures.count(numbers.getFirst())),
                table(finding), bars(finding), names(finding), groups(finding), counts(finding));
    }

    private static Table table(Finding finding) {
        Table table = new Table("jcmd PID ...", "threads", "shown", "size", "time");
        for (Answer answer : finding.answers()) {
            table = table.row(answer.tool().text, Figures.count(answer.threads()), Figures.count(answer.shown()),
                    Figures.bytes(answer.bytes()), Figures.millis(answer.nanos()));
        }
        return table;
    }

    private static Bars bars(Finding finding) {
        int most = finding.last(Tool.PRINT).threads();
        Bars bars = new Bars("Shown of " + Figures.count(most) + " virtual threads that wait");
        for (Tool tool : Tool.values()) {
            bars = bars.bar(tool.text, finding.last(tool).shown(), Figures.count(finding.last(tool).shown()));
        }
        return bars;
    }

    private static Transcript names(Finding finding) {
        Function<Boolean, Stream<String>> some = named -> finding.text().first().stream()
                .filter(line -> line.contains("\"\"") != named).limit(3);
        return new Transcript("jcmd PID Thread.dump_to_file threads.txt; grep ^# threads.txt",
                Stream.of(true, false).flatMap(some).toList(), "order", """
                        Some lines of many: the threads of a factory with a name, and those that were given none.""");
    }

    private static Transcript groups(Finding finding) {
        return new Transcript("jcmd PID Thread.dump_to_file -format=json t.json; grep -E 'container\"|Count' t.json",
                finding.json().first().stream().limit(LINES).toList(), "ThreadPerTaskExecutor", """
                        The groups. An executor has one with its threads; those that were started without are in the
                        first, the root. Each group also has the thread that owns it and the group above it.""");
    }

    private static Transcript counts(Finding finding) {
        return new Transcript("grep -o 'Patient.waitFor[A-Za-z]*' threads.txt | sort | uniq -c", finding.text()
                .waiting().entrySet().stream()
                .map(waits -> String.format(Locale.ROOT, "%7d Patient.%s", waits.getValue(),
                        waits.getKey()))
                .toList(), "waitFor", """
                        All threads on two lines, by the frame of the program that waits. Take the name of your own
                        package for Patient.""");
    }

    @Override
    public String next() {
        return """
                Teach whoever is on call jcmd PID Thread.dump_to_file, and to count frames before reading any. Start
                virtual threads with Executors.newThreadPerTaskExecutor and a factory that names them: one executor for
                each kind of work, so that the groups have a meaning.

                Do not ask a JVM of JDK 25 while virtual threads come and go: it may crash (JDK-8364343; here they all
                stood still). Ask it for Thread.print, or for a flight recording.""";
    }
}
