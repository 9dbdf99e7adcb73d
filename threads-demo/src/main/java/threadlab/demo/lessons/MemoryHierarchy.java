package threadlab.demo.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.Chart;
import threadlab.demo.lessons.frame.Chart.Curve;
import threadlab.demo.lessons.frame.Chart.Mark;
import threadlab.demo.lessons.frame.Chart.Point;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Scale;
import threadlab.demo.lessons.frame.Scale.Tick;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;

/** Shows how long one load takes, depending on the memory that the loads use. Caches are steps of the curve. */
public final class MemoryHierarchy implements Lesson<MemoryHierarchy.Finding> {
    private static final int SMALLEST = 4 << 10; // bytes
    private static final int LARGEST = 256 << 20;
    private static final int NEEDED = 1 << 20; // with less, all may stay in the caches of one core
    private static final int STRIDE = 64 / Integer.BYTES; // one index in each cache line of 64 bytes
    private static final int LOADS = 1 << 18; // in one measurement
    private static final int MEASUREMENTS = 3; // the best counts, since a disturbance only adds time
    private static final double RISE = 1.4; // a step: the time grows by this factor where the size doubles

    private final int largest;

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new MemoryHierarchy());
    }

    MemoryHierarchy() {
        this(LARGEST);
    }

    /** Tries sizes up to a number of bytes, a power of two, or up to the largest that the heap has room for. */
    MemoryHierarchy(int largest) {
        this.largest = largest;
    }

    @Override
    public Heading heading() {
        return new Heading(8, "memory", "The memory hierarchy");
    }

    @Override
    public String claim() {
        return """
                The nearer to the processor, the faster: registers, then the caches L1, L2 and L3, then RAM, then SSD
                and hard disk. The fast kind is called static memory, which cannot be changed; RAM is dynamic memory;
                SSD and hard disk are primary memory.""";
    }

    @Override
    public String expectation() {
        return """
                Each load here reads where the next one goes, and the places follow each other at random, one in each
                cache line. So the processor can neither guess nor overlap them, and what is measured is the time of
                one. It stays level while everything fits into a cache, and climbs where it no longer does. A neighbour
                on the machine takes its share of a cache, and pages that lie badly make it look smaller still. With
                pages of 4 KiB, the translation of addresses adds its part, from some hundred KiB on and more so from
                some MiB on: the table of recent ones (TLB) is a cache as well, and it is in the same curve.

                The order in the claim is right, most of its names are not. Registers and caches are static RAM: a cell
                holds its bit without being refreshed, as long as there is power. It changes with every store. Main
                memory is dynamic RAM: the charge of a cell leaks, and has to be refreshed. Main memory is also what
                primary memory means: the processor addresses it. SSD and hard disk are secondary storage: the
                operating system has to bring their blocks to memory first.""";
    }

    /** The time of one load when the loads use this many bytes. */
    record Sample(int bytes, double nanos) {
    }

    /** A cache that holds data, as the kernel describes it. */
    record Cache(String name, long bytes) {
    }

    /**
     * The measurements.
     *
     * @param caches from small to large; empty if the system does not tell
     */
    record Finding(List<Sample> curve, List<Cache> caches) {
    }

    @Override
    public Finding experiment() throws CannotShow, IOException {
        Runtime runtime = Runtime.getRuntime();
        int top = fitting(runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory());
        int[] memory = new int[top / Integer.BYTES];
        measure(memory, SMALLEST); // so that it is compiled
        List<Sample> curve = new ArrayList<>();
        for (int bytes = SMALLEST; bytes < top; bytes *= 2) {
            curve.add(measure(memory, bytes));
            curve.add(measure(memory, bytes / 2 * 3));
        }
        curve.add(measure(memory, top));
        return new Finding(curve, caches());
    }

    /** Returns the largest size to try, which takes at most half of the room in the heap. */
    int fitting(long room) throws CannotShow {
        int top = largest;
        while (top > room / 2) {
            top /= 2;
        }
        if (top < NEEDED) {
            throw new CannotShow("The heap has room for " + Figures.bytes(room) + ", and twice "
                    + Figures.bytes(NEEDED) + " is needed (see the option -Xmx of java).");
        }
        return top;
    }

    private static Sample measure(int[] memory, int bytes) {
        int lines = bytes / Integer.BYTES / STRIDE;
        layCycle(memory, lines, new SplittableRandom(bytes));
        int at = walk(memory, 0, Math.min(lines, 4 * LOADS)); // fills the caches
        double best = Double.MAX_VALUE;
        for (int i = 0; i < MEASUREMENTS; i++) {
            long begin = System.nanoTime();
            at = walk(memory, at, LOADS);
            best = Math.min(best, (System.nanoTime() - begin) / (double) LOADS);
        }
        if (at % STRIDE != 0) { // a result that is needed keeps the loads that lead to it
            throw new IllegalStateException("off the cycle, at " + at);
        }
        return new Sample(bytes, best);
    }

    /** Writes into each line where to go next: one random cycle through all lines (Sattolo's algorithm). */
    static void layCycle(int[] memory, int lines, SplittableRandom random) {
        for (int i = 0; i < lines; i++) {
            memory[i * STRIDE] = i * STRIDE;
        }
        for (int i = lines - 1; i > 0; i--) {
            int other = random.nextInt(i) * STRIDE;
            int next = memory[i * STRIDE];
            memory[i * STRIDE] = memory[other];
            memory[other] = next;
        }
    }

    /** Follows the cycle. Each load needs the result of the one before it. */
    static int walk(int[] memory, int from, int loads) {
        int at = from;
        for (int i = 0; i < loads; i++) {
            at = memory[at];
        }
        return at;
    }

    private static List<Cache> caches() throws IOException {
        Path folder = Path.of("/sys/devices/system/cpu/cpu0/cache");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Cache> caches = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(path -> path.getFileName().toString().startsWith("index")).toList()) {
                if (!read(entry, "type").equals("Instruction")) {
                    long kibibytes = Long.parseLong(read(entry, "size").replace("K", ""));
                    caches.add(new Cache("L" + read(entry, "level"), kibibytes << 10));
                }
            }
        }
        caches.sort(Comparator.comparingLong(Cache::bytes));
        return caches;
    }

    private static String read(Path folder, String name) throws IOException {
        return Files.readString(folder.resolve(name)).strip();
    }

    /**
     * A step of the curve.
     *
     * @param bytes the last size whose time is nearer, as a ratio, to the time before the step than to that after it
     */
    record Step(int bytes, double nanosBefore, double nanosAfter) {
    }

    /**
     * Returns the steps of a curve with two sizes in each doubling. A step is a run of sizes in which a doubling of the
     * size makes the time 1.4 times as long or more. If a larger size took less time, that time counts for the smaller
     * one too: more memory is not faster, so something else had disturbed the measurement.
     */
    static List<Step> steps(List<Sample> curve) {
        double[] nanos = curve.stream().mapToDouble(Sample::nanos).toArray();
        for (int i = nanos.length - 2; i >= 0; i--) {
            nanos[i] = Math.min(nanos[i], nanos[i + 1]);
        }
        List<Step> steps = new ArrayList<>();
        int bottom = 0;
        for (int i = 0; i < nanos.length; i++) {
            if (i + 2 >= nanos.length || nanos[i + 2] < RISE * nanos[i]) {
                if (i > bottom) {
                    steps.add(step(curve, nanos, bottom, i + 1));
                }
                bottom = i + 1;
            }
        }
        return steps;
    }

    private static Step step(List<Sample> curve, double[] nanos, int bottom, int top) {
        double middle = Math.sqrt(nanos[bottom] * nanos[top]);
        int last = bottom;
        while (nanos[last + 1] < middle) {
            last++;
        }
        return new Step(curve.get(last).bytes(), nanos[bottom], nanos[top]);
    }

    /** Returns the smallest cache that could end there. A cache may look smaller than it is, but hardly larger. */
    private static String cache(Step step, List<Cache> caches) {
        return caches.stream().filter(cache -> cache.bytes() * 3 / 2 >= step.bytes()).findFirst()
                .map(MemoryHierarchy::text).orElse("none known");
    }

    private static String text(Cache cache) {
        return cache.name() + " of " + Figures.bytes(cache.bytes());
    }

    @Override
    public Outcome outcome(Finding finding) {
        List<Step> steps = steps(finding.curve());
        Sample first = finding.curve().getFirst();
        Sample last = finding.curve().getLast();
        return new Outcome(steps.isEmpty() ? Verdict.DOES_NOT_HOLD : Verdict.HOLDS_WITH_A_LIMIT, """
                A load takes %s ns within %s and %s ns within %s, with %s steps between. %s The order holds; the names
                do not, see above. Registers and disks were not measured.""".formatted(
                Figures.decimal(first.nanos(), 1), Figures.bytes(first.bytes()), Figures.decimal(last.nanos(), 1),
                Figures.bytes(last.bytes()), steps.size(), told(finding.caches())),
                times(finding), levels(steps, finding.caches()), chart(steps, finding));
    }

    private static String told(List<Cache> caches) {
        return caches.isEmpty()
                ? "The system does not tell how large its caches are."
                : caches.stream().map(MemoryHierarchy::text)
                        .collect(Collectors.joining(", ", "The system tells of caches ", "."));
    }

    private static Table times(Finding finding) {
        Table table = new Table("memory in use", "ns per load");
        for (Sample sample : finding.curve()) {
            if (Integer.bitCount(sample.bytes()) == 1) { // those between are in the chart
                table = table.row(Figures.bytes(sample.bytes()), Figures.decimal(sample.nanos(), 1));
            }
        }
        return table;
    }

    private static Table levels(List<Step> steps, List<Cache> caches) {
        Table table = new Table("step after", "ns before", "ns after", "cache that ends there");
        for (Step step : steps) {
            table = table.row(Figures.bytes(step.bytes()), Figures.decimal(step.nanosBefore(), 1),
                    Figures.decimal(step.nanosAfter(), 1), cache(step, caches));
        }
        return table;
    }

    private static Chart chart(List<Step> steps, Finding finding) {
        return new Chart("Time of one load, by memory in use", sizes(finding.curve()), nanos(finding.curve()),
                List.of(new Curve("measured", false, finding.curve().stream()
                        .map(sample -> new Point(sample.bytes(), sample.nanos())).toList())),
                steps.stream().map(step -> new Mark(Figures.bytes(step.bytes()), step.bytes())).toList());
    }

    private static Scale sizes(List<Sample> curve) {
        int top = curve.getLast().bytes();
        LongStream ticks = LongStream.concat(LongStream.of(SMALLEST, 32 << 10, 256 << 10, 2 << 20, 16 << 20)
                .filter(bytes -> bytes < top), LongStream.of(top));
        return new Scale("memory in use", true, ticks.mapToObj(bytes -> new Tick(bytes, Figures.bytes(bytes)))
                .toList());
    }

    private static Scale nanos(List<Sample> curve) {
        double least = curve.stream().mapToDouble(Sample::nanos).min().orElseThrow();
        double most = curve.stream().mapToDouble(Sample::nanos).max().orElseThrow();
        DoubleStream ticks = DoubleStream.of(0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
                .filter(nanos -> nanos > least / 2.5 && nanos < most * 2.5); // one at or outside of either end
        return new Scale("ns per load", true, ticks.mapToObj(nanos -> new Tick(nanos, Figures.decimal(nanos,
                nanos < 1 ? 1 : 0))).toList());
    }

    @Override
    public String next() {
        return """
                Run it on large pages (LAB_JAVA_OPTS=-XX:+UseTransparentHugePages on Linux): what the large sizes lose
                is the cost of address translation.""";
    }
}
