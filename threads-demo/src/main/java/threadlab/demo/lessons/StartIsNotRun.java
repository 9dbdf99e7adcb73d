package threadlab.demo.lessons;

import java.time.Duration;
import java.util.function.Consumer;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;

/** Shows which thread does the work when a thread is started, and when its {@code run} is called. */
public final class StartIsNotRun implements Lesson<StartIsNotRun.Finding> {
    private final Duration pause; // the time that the work of each thread takes

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new StartIsNotRun());
    }

    StartIsNotRun() {
        this(Duration.ofMillis(500));
    }

    StartIsNotRun(Duration pause) {
        this.pause = pause;
    }

    @Override
    public Heading heading() {
        return new Heading(2, "start", "start() is not run()");
    }

    @Override
    public String claim() {
        return """
                A thread is given a reference to a function, not the result of a call. start() lets the new thread call
                it and returns at once.""";
    }

    @Override
    public String expectation() {
        return """
                start() asks for a new thread, which calls the function while the caller goes on. run() is a call like
                any other: it starts no thread, the caller does the work itself and has to wait for it. On a virtual
                thread, a direct call of run() does nothing at all (the documentation of Thread.run says so).""";
    }

    /**
     * A way to begin the work.
     *
     * @param doneBy the name of the thread that did the work, empty if it was not done
     * @param backNanos when the call was back
     * @param endNanos when the call was back and the thread, if one was started, had ended
     */
    record Call(String name, String doneBy, long backNanos, long endNanos) {
    }

    record Finding(String caller, Call start, Call run, Call virtualRun) {
    }

    /** Calls run where start is meant: the lesson is about that mistake. */
    @Override
    @SuppressWarnings("DoNotCall")
    public Finding experiment() throws InterruptedException {
        return new Finding(Thread.currentThread().getName(),
                measure("t.start()", Thread.ofPlatform(), Thread::start),
                measure("t.run()", Thread.ofPlatform(), Thread::run),
                measure("t.run(), t is virtual", Thread.ofVirtual(), Thread::run));
    }

    private Call measure(String name, Thread.Builder builder, Consumer<Thread> call) throws InterruptedException {
        String[] doneBy = {""}; // written by the thread that does the work, read here after join
        Thread t = builder.name("t").unstarted(() -> {
            pause();
            doneBy[0] = Thread.currentThread().getName();
        });
        long begin = System.nanoTime();
        call.accept(t);
        long back = System.nanoTime() - begin;
        t.join(); // returns at once if t was never started
        return new Call(name, doneBy[0], back, System.nanoTime() - begin);
    }

    private void pause() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        boolean holds = finding.start().doneBy().equals("t") && finding.run().doneBy().equals(finding.caller());
        return new Outcome(holds ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                After start(), %s did the work, and the caller was back after %s. After run(), %s did it, and was back
                after %s.""".formatted(finding.start().doneBy(), Figures.millis(finding.start().backNanos()),
                finding.run().doneBy(), Figures.millis(finding.run().backNanos())),
                new Table("call", "work done by", "call back after", "all done after")
                        .row(row(finding.start())).row(row(finding.run())).row(row(finding.virtualRun())));
    }

    private static String[] row(Call call) {
        return new String[]{call.name(), call.doneBy().isEmpty() ? "nobody" : call.doneBy(),
                Figures.millis(call.backNanos()), Figures.millis(call.endNanos())};
    }

    @Override
    public String next() {
        return "Call t.start() twice on the same thread, and read the exception.";
    }
}
