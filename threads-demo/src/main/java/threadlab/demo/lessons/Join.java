package threadlab.demo.lessons;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;

/** Shows what {@code join} promises: an order, and that the caller sees what the thread has written. */
public final class Join implements Lesson<Join.Finding> {
    private final int rounds;
    private final Duration pause; // before the thread adds its line
    private final int writes; // in a round
    private final Duration patience; // until a thread gives up to poll a plain field
    private boolean plain; // set by one thread, polled by another, without a guard: the mistake is the lesson

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new Join());
    }

    Join() {
        this(20, Duration.ofMillis(50), 1_000_000, Duration.ofMillis(500));
    }

    Join(int rounds, Duration pause, int writes, Duration patience) {
        this.rounds = rounds;
        this.pause = pause;
        this.writes = writes;
        this.patience = patience;
    }

    @Override
    public Heading heading() {
        return new Heading(3, "join", "What join promises");
    }

    @Override
    public String claim() {
        return "t.join() tells a program to wait until the other thread has ended.";
    }

    @Override
    public String expectation() {
        return """
                Without join, the main thread goes on at once, and prints its last line while t still sleeps. With join,
                the last line comes last, always: join returns when t has ended.

                It promises more than the wait. Whatever t did happens-before the return of join (Java Language
                Specification, 17.4.5), so the caller sees all that t wrote, in plain fields too. Without join, a lock,
                a volatile field or another such edge, no wait is long enough to promise that: the compiler may read a
                plain field once, before the loop that polls it.""";
    }

    /**
     * The counts.
     *
     * @param endFirst rounds in which the last line came first, without join
     * @param endFirstJoined the same, with join
     * @param writes plain writes of a thread that was joined
     * @param missed writes that the caller did not see after join
     * @param unseenNanos how long a thread polled a plain field after it had been set, and gave up; 0 if it saw it
     */
    record Finding(int rounds, int endFirst, int endFirstJoined, long writes, long missed, long unseenNanos) {
    }

    @Override
    public Finding experiment() throws InterruptedException {
        int endFirst = 0;
        int endFirstJoined = 0;
        long missed = 0;
        for (int round = 1; round <= rounds; round++) {
            endFirst += endComesFirst(false) ? 1 : 0;
            endFirstJoined += endComesFirst(true) ? 1 : 0;
            missed += missedAfterJoin(round);
        }
        return new Finding(rounds, endFirst, endFirstJoined, (long) rounds * writes, missed, unseenNanos());
    }

    private boolean endComesFirst(boolean join) throws InterruptedException {
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread t = Thread.ofPlatform().start(() -> {
            pause();
            lines.add("line of t");
        });
        if (join) {
            t.join();
        }
        lines.add("end");
        t.join(); // so that both lines are there
        return lines.getFirst().equals("end");
    }

    private long missedAfterJoin(int round) throws InterruptedException {
        int[] plain = new int[writes]; // no lock, nothing volatile: join alone makes it safe to read
        Thread t = Thread.ofPlatform().start(() -> Arrays.fill(plain, round));
        t.join();
        return Arrays.stream(plain).filter(value -> value != round).count();
    }

    /** Sets the field when another thread has polled it for long enough to be compiled. */
    private long unseenNanos() throws InterruptedException {
        plain = false;
        long[] gaveUp = new long[1];
        boolean[] seen = new boolean[1];
        Thread t = Thread.ofPlatform().start(() -> {
            seen[0] = poll();
            gaveUp[0] = System.nanoTime();
        });
        t.join(patience.dividedBy(2));
        plain = true;
        long set = System.nanoTime();
        t.join();
        return seen[0] ? 0 : Math.max(0, gaveUp[0] - set);
    }

    private boolean poll() {
        long begin = System.nanoTime();
        while (!plain) {
            if (System.nanoTime() - begin > patience.toNanos()) {
                return false;
            }
        }
        return true;
    }

    private void pause() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Outcome outcome(Finding found) {
        boolean holds = found.endFirstJoined() == 0 && found.missed() == 0;
        String polled = found.unseenNanos() > 0
                ? "gave up " + Figures.millis(found.unseenNanos()) + " after it had been set"
                : "saw it this time";
        return new Outcome(holds ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, """
                Without join the end came first in %s of %s rounds: t sleeps, so that is likely, but no order is
                promised. With join it came first in %s. Of %s plain writes, %s were missed after join; a thread that
                polled a plain field instead %s.""".formatted(found.endFirst(), found.rounds(), found.endFirstJoined(),
                Figures.count(found.writes()),
                Figures.count(found.missed()), polled),
                new Table("", "end came first", "end came last")
                        .row("without join", Figures.count(found.endFirst()),
                                Figures.count(found.rounds() - found.endFirst()))
                        .row("with join", Figures.count(found.endFirstJoined()),
                                Figures.count(found.rounds() - found.endFirstJoined())));
    }

    @Override
    public String next() {
        return """
                Make the field plain in Join.java volatile, and run it again: the thread that polls sees the write. JLS
                17.3 has a loop of this kind.""";
    }
}
