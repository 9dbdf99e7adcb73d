package threadlab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintDemoTest {

    @Test
    void sequentialPrintsAllNamesBeforeTheFirstNumber() {
        DemoRun run = DemoRun.inFakeTime();

        assertThat(run.execute()).isZero();

        assertThat(run.prints()).hasSize(22).startsWith("Hello Reva", "Hello Mrdhvi", "Hello Kuvira", "Hello Krtvi",
                "ERROR: 400", "ERROR: 403", "ERROR: 406", "ERROR: 409", "ERROR: 412", "ERROR: 415", "ERROR: 418");
    }

    @Test
    void sequentialTotalIsTheSumOfBothParts() {
        DemoRun run = DemoRun.inFakeTime();

        run.execute();

        assertThat(run.lines()).contains("took 11.00 s, expected 11.00 s; each | is one print");
    }

    @ParameterizedTest
    @EnumSource
    void togetherTotalIsTheLongerPart(ThreadKind kind) {
        DemoRun run = DemoRun.inFakeTime();

        run.execute("--threads", kind.toString());

        assertThat(run.lines()).contains("took 7.00 s, expected 7.00 s; each | is one print");
    }

    @Test
    void timelinesShowOneLaneAThreadOnOneScale() {
        DemoRun run = DemoRun.inFakeTime();

        run.execute();

        assertThat(run.lines()).containsSubsequence(
                "main |Reva-|Mrdhvi|Kuvira|Krtvi|400===|403===|406===|409==|412===|415===|418===",
                "s    0     1      2      3     4      5      6      7     8      9      10     11",
                "t1   |Reva-|Mrdhvi|Kuvira|Krtvi",
                "t2   |400==|403===|406===|409==|412===|415===|418===",
                "s    0     1      2      3     4      5      6      7     8      9      10     11");
    }

    @Test
    void theLastSentenceTellsWhatWasWon() {
        DemoRun run = DemoRun.inFakeTime();

        run.execute("--delay", "100ms");

        assertThat(run.lines()).last().isEqualTo("Together took 0.700 s of 1.10 s: 1.57 times as fast");
    }

    /** Neither thread ends its first sleep before the other sleeps too. */
    @ParameterizedTest
    @EnumSource
    void bothThreadsSleepAtTheSameTime(ThreadKind kind) {
        CountDownLatch bothAsleep = new CountDownLatch(2);
        AtomicInteger sleeps = new AtomicInteger();
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Set<Thread> met = ConcurrentHashMap.newKeySet();
        DemoRun run = new DemoRun(System::nanoTime, time -> {
            if (sleeps.incrementAndGet() > 11 && seen.add(Thread.currentThread())) {
                bothAsleep.countDown();
                if (bothAsleep.await(10, TimeUnit.SECONDS)) {
                    met.add(Thread.currentThread());
                }
            }
        });

        assertThat(run.execute("--threads", kind.toString())).isZero();

        assertThat(met).extracting(Thread::getName).containsExactlyInAnyOrder("t1", "t2");
        assertThat(met).extracting(Thread::isVirtual).containsOnly(kind == ThreadKind.VIRTUAL);
    }

    /** As after Ctrl-C: the JVM runs its hook, the threads run on. */
    @ParameterizedTest
    @CsvSource({"3", "11", "15", "22"})
    void interruptedDemoPrintsNoFurtherLine(int interruptedSleep) {
        AtomicInteger sleeps = new AtomicInteger();
        DemoRun[] run = new DemoRun[1];
        CountDownLatch interrupted = new CountDownLatch(1);
        int[] linesThen = new int[1];
        run[0] = new DemoRun(System::nanoTime, time -> {
            int sleep = sleeps.incrementAndGet();
            if (sleep == interruptedSleep) {
                run[0].interrupt();
                linesThen[0] = run[0].lines().size();
                interrupted.countDown();
            } else if (sleep > interruptedSleep) {
                interrupted.await();
            }
        });

        run[0].execute();

        assertThat(sleeps).hasValue(22); // it did run on
        assertThat(run[0].lines()).hasSize(linesThen[0]);
        assertThat(run[0].errors()).isEqualToNormalizingNewlines("\nInterrupted.\n");
    }

    @Test
    void interruptedCallerEndsTheDemoWithStatus130() {
        DemoRun run = new DemoRun(System::nanoTime, time -> {
            throw new InterruptedException();
        });

        assertThat(run.execute()).isEqualTo(130);

        assertThat(run.prints()).containsExactly("Hello Reva");
        assertThat(run.errors()).isEqualToNormalizingNewlines("\nInterrupted.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1ms", "1.5ms", "60s", "1m"})
    void aDelayFromAMillisecondToAMinuteIsTaken(String delay) {
        DemoRun run = DemoRun.inFakeTime();

        assertThat(run.execute("--delay", delay)).isZero();

        assertThat(run.prints()).hasSize(22);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--delay=0.9ms | delay is 0.9ms, allowed: 1ms to 1m",
            "--delay=60.001s | delay is 60.001s, allowed: 1ms to 1m",
            "--threads=many | Invalid value for option '--threads': 'many' is not one of platform, virtual",
            "--fast | Unknown option: '--fast'"})
    void badInputIsOneLineThatNamesIt(String argument, String complaint) {
        DemoRun run = DemoRun.inFakeTime();

        assertThat(run.execute(argument)).isEqualTo(2);

        assertThat(run.errors().lines()).containsExactly("error: " + complaint, "Try './lab demo --help'.");
        assertThat(run.lines()).isEmpty();
    }
}
