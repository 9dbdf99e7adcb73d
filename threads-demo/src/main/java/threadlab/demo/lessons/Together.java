package threadlab.demo.lessons;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import threadlab.demo.Output;
import threadlab.demo.Part;
import threadlab.demo.Sleeper;
import threadlab.demo.ThreadKind;
import threadlab.demo.TwoWays;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lanes;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Verdict;

/** Runs the same two functions one after the other, and on two threads, as the print demo does. */
public final class Together implements Lesson<Together.Finding> {
    private final Duration delay; // after each printed line
    private final LongSupplier nanoClock;
    private final Sleeper sleeper;

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new Together());
    }

    Together() {
        this(Duration.ofMillis(200), System::nanoTime, Thread::sleep);
    }

    Together(Duration delay, LongSupplier nanoClock, Sleeper sleeper) {
        this.delay = delay;
        this.nanoClock = nanoClock;
        this.sleeper = sleeper;
    }

    @Override
    public Heading heading() {
        return new Heading(1, "together", "One after the other, or together");
    }

    @Override
    public String claim() {
        return """
                Two functions print a line, sleep, and print the next. One after the other, they take the sum of their
                times; on two threads, they take as long as the longer one.""";
    }

    @Override
    public String expectation() {
        return """
                The first function prints 4 lines, the second 7. In a row that is 11 sleeps. On two threads the
                sleeps of one pass while the other sleeps too, so 7 remain. A sleeping thread needs no CPU: this works
                on one CPU as well. The functions are concurrent; whether they are ever parallel, running at the same
                instant, makes no difference here.""";
    }

    record Finding(Part sequential, Part together) {
    }

    @Override
    public Finding experiment() throws InterruptedException {
        Output unseen = new Output(new PrintStream(OutputStream.nullOutputStream()));
        TwoWays ways = new TwoWays(unseen, nanoClock, sleeper, delay);
        return new Finding(ways.sequential(), ways.together(ThreadKind.PLATFORM));
    }

    @Override
    public Outcome outcome(Finding finding) {
        long sum = finding.sequential().expected().toNanos();
        long longer = finding.together().expected().toNanos();
        boolean holds = finding.sequential().tookNanos() >= sum && finding.together().tookNanos() < (sum + longer) / 2;
        String totals = "In a row they took %s, the sum being %s. Together they took %s, the longer one being %s."
                .formatted(Figures.millis(finding.sequential().tookNanos()), Figures.millis(sum),
                        Figures.millis(finding.together().tookNanos()), Figures.millis(longer));
        double times = (double) finding.sequential().tookNanos() / finding.together().tookNanos();
        return new Outcome(holds ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, totals,
                new Lanes("Together: " + Figures.decimal(times, 2) + " times as fast",
                        List.of(finding.sequential().panel("One after the other"),
                                finding.together().panel("Together"))));
    }

    @Override
    public String next() {
        return "Run ./lab demo --threads virtual: the same code, and the same times, on virtual threads.";
    }
}
