package threadlab.client.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files are read back with HdrHistogram's own reader and its own tool. */
class HistogramLogTest {

    /** One line; times in milliseconds since the measurement began. */
    private record Interval(String tag, long begin, long end, Histogram histogram) {
    }

    @TempDir
    private Path folder;
    private Path file;
    private HistogramLog log;
    /** One for all steps, as in a run: the log must not keep it. */
    private final Latencies step = Latencies.empty();

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("run.hlog");
        log = new HistogramLog(file);
    }

    @Test
    void thereIsAnIntervalASecond() throws IOException {
        log.measuring();
        for (int millis = 100; millis <= 3_000; millis += 100) {
            progress(millis, millis);
        }
        log.ended();

        assertThat(intervals(null)).satisfiesExactly(interval -> isInterval(interval, 0, 1_000, 10),
                interval -> isInterval(interval, 1_000, 2_000, 10), interval -> isInterval(interval, 2_000, 3_000, 10));
    }

    @Test
    void anIntervalEndsWithAStepAndTheNextBeginsThere() throws IOException {
        log.measuring();
        progress(700, 1);
        progress(1_500, 1);
        progress(2_499, 1);
        progress(2_600, 1);
        log.ended();

        assertThat(intervals(null)).satisfiesExactly(interval -> isInterval(interval, 0, 1_500, 2),
                interval -> isInterval(interval, 1_500, 2_600, 2));
    }

    @Test
    void aSecondWithoutEchoesLeavesNoGapBetweenTheIntervals() throws IOException {
        log.measuring();
        progress(1_000, 1);
        progress(2_000);
        progress(3_000, 1);
        log.ended();

        assertThat(intervals(null)).satisfiesExactly(interval -> isInterval(interval, 0, 1_000, 1),
                interval -> isInterval(interval, 1_000, 2_000, 0), interval -> isInterval(interval, 2_000, 3_000, 1));
    }

    @Test
    void theWarmUpIsNotInIt() throws IOException {
        progress(500, 1, 2, 3);
        progress(2_000, 4, 5, 6);
        log.measuring();
        progress(2_600, 7);
        progress(3_100, 8);
        log.ended();

        assertThat(intervals(null)).satisfiesExactly(interval -> isInterval(interval, 0, 1_100, 2));
        assertThat(intervals(null).getFirst().histogram().getMinNonZeroValue()).isEqualTo(7);
    }

    @Test
    void theRestComesAtTheEndWithTheEchoesThatCameAfterTheWindow() throws IOException {
        log.measuring();
        progress(1_000, 1);
        progress(1_400, 2);
        log.measured();
        progress(1_700, 3, 4);
        assertThat(intervals(null)).hasSize(1);

        log.ended();

        assertThat(intervals(null)).satisfiesExactly(interval -> isInterval(interval, 0, 1_000, 1),
                interval -> isInterval(interval, 1_000, 1_700, 3));
        assertThat(intervals("service-time")).hasSize(2);
    }

    @Test
    void anEndThatTakesLongAddsNoIntervalOfNothing() throws IOException {
        progress(500, 1);
        log.measuring();
        log.measured();
        progress(1_700);
        log.ended();

        assertThat(intervals(null)).isEmpty();
    }

    @Test
    void allThatWasFedIsInItBucketByBucket() throws IOException {
        Latencies fed = Latencies.empty();
        var random = new Random(1);
        log.measuring();
        for (int millis = 100; millis <= 3_450; millis += 50) {
            step.reset();
            for (int i = 0; i < 200; i++) {
                // From nanoseconds to a minute, each size as likely.
                long due = (long) Math.exp(random.nextDouble() * Math.log(Latencies.HIGHEST));
                step.responseTime().recordValue(due);
                step.serviceTime().recordValue(due / 3);
                step.sendDelay().recordValue(due / 5);
                step.probeWait().recordValue(due / 7);
            }
            fed.add(step);
            progress(millis);
        }
        log.ended();

        assertThat(intervals(null)).hasSize(4);
        assertThat(sum(null)).isEqualTo(fed.responseTime());
        assertThat(sum("service-time")).isEqualTo(fed.serviceTime());
        assertThat(sum("probe-wait")).isEqualTo(fed.probeWait());
        assertThat(sum(null).getTotalCount()).isEqualTo(68 * 200);
    }

    @Test
    void newcomersHaveALineOnlyWhereSomeCame() throws IOException {
        log.measuring();
        progress(1_000, 1);
        step.probeWait().recordValue(5);
        progress(2_000, 1);
        progress(3_000, 1);
        log.ended();

        assertThat(intervals("probe-wait")).satisfiesExactly(interval -> isInterval(interval, 1_000, 2_000, 1));
        assertThat(all()).extracting(Interval::tag).containsExactly(null, "service-time", null, "service-time",
                "probe-wait", null,
                "service-time");
    }

    @Test
    void theLastIntervalIsWrittenForNewcomersAlone() throws IOException {
        log.measuring();
        step.probeWait().recordValue(5);
        progress(300);
        log.ended();

        assertThat(intervals("probe-wait")).satisfiesExactly(interval -> isInterval(interval, 0, 300, 1));
    }

    @Test
    void theStartTimeIsThatOfTheMeasurement() throws IOException {
        long before = System.currentTimeMillis();
        log.measuring();
        long after = System.currentTimeMillis();
        progress(1_000, 1);
        log.ended();

        try (var reader = new HistogramLogReader(file.toFile())) {
            reader.nextIntervalHistogram();
            assertThat(Math.round(reader.getStartTimeSec() * 1e3)).isBetween(before, after);
        }
    }

    @Test
    void theMaximaInTheTextAreMilliseconds() throws IOException {
        log.measuring();
        progress(1_000, 250_000_000);
        log.ended();

        String line = Files.readAllLines(file).stream().filter(text -> text.startsWith("0.000,")).findFirst()
                .orElseThrow();
        assertThat(Double.parseDouble(line.split(",")[2])).isCloseTo(250, within(0.25));
    }

    @Test
    void aRunThatEndsBeforeItsMeasurementLeavesNoFile() throws IOException {
        progress(500, 1);
        log.ended();
        log.close();

        assertThat(file).doesNotExist();
        assertThat(log.isWritten()).isTrue();
    }

    @Test
    void aRunThatEndsBeforeItsMeasurementLeavesWhatWasThere() throws IOException {
        Path earlier = Files.writeString(folder.resolve("earlier.hlog"), "earlier");
        Path link = Files.createSymbolicLink(folder.resolve("link.hlog"), folder.resolve("nothing.hlog"));
        for (Path path : List.of(earlier, link)) {
            try (var another = new HistogramLog(path)) {
                another.ended();
            }
        }

        assertThat(earlier).content().isEqualTo("earlier");
        assertThat(link).isSymbolicLink();
        assertThat(folder.resolve("nothing.hlog")).doesNotExist();
    }

    @Test
    void aLinkStaysAndWhatItLeadsToIsTheLog() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.hlog"), file);
        log = new HistogramLog(link);
        log.measuring();
        progress(1_000, 1);
        log.ended();
        log.close();

        assertThat(link).isSymbolicLink();
        assertThat(intervals(null)).hasSize(1);
    }

    @Test
    void aPipeGetsTheLog() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "can make a pipe");
        Process reader = new ProcessBuilder("cat", pipe.toString()).redirectOutput(file.toFile()).start();
        log = new HistogramLog(pipe);
        log.measuring();
        progress(1_000, 1);
        log.ended();
        log.close();

        assertThat(reader.waitFor()).isZero();
        assertThat(log.isWritten()).isTrue();
        assertThat(intervals(null)).hasSize(1);
    }

    @Test
    void aMeasurementThatFoundNothingLeavesAHeader() throws IOException {
        log.measuring();
        progress(400);
        log.measured();
        progress(500);
        log.ended();

        assertThat(file).isNotEmptyFile();
        assertThat(all()).isEmpty();
        assertThat(log.isWritten()).isTrue();
    }

    @Test
    void whatWasWrittenSoFarOutlivesARunThatIsKilled() throws IOException {
        log.measuring();
        progress(1_000, 1, 2);
        progress(2_000, 3);
        progress(2_900, 4);

        assertThat(intervals(null)).satisfiesExactly(interval -> isInterval(interval, 0, 1_000, 2),
                interval -> isInterval(interval, 1_000, 2_000, 1));
        assertThat(intervals("service-time")).hasSize(2);
        assertThat(Files.readString(file)).endsWith("\n");
    }

    @ParameterizedTest
    @CsvSource({", 100", "service-time, 100", "probe-wait, 1"})
    void hdrHistogramsOwnToolAcceptsTheFile(String tag, int count) throws IOException {
        log.measuring();
        step.probeWait().recordValue(9_000_000);
        for (int i = 1; i <= 50; i++) {
            progress(i * 100, 2_000_000, 4_000_000);
        }
        log.ended();

        Path output = folder.resolve("tool");
        List<String> arguments = new ArrayList<>(List.of("-i", file.toString(), "-o", output.toString()));
        if (tag != null) {
            arguments.addAll(List.of("-tag", tag));
        }
        new HistogramLogProcessor(arguments.toArray(String[]::new)).run();

        assertThat(folder.resolve("tool.hgrm")).content().contains("Percentile", " 1.000000000000 ")
                .containsPattern("Total count += +" + count + "]");
        assertThat(output).content().contains(" I:");
    }

    @Test
    void anEarlierFileIsReplaced() throws IOException {
        log.measuring();
        progress(1_000, 1);
        log.ended();

        log = new HistogramLog(file);
        log.measuring();
        progress(1_000, 2);
        log.ended();

        assertThat(intervals(null)).hasSize(1);
        assertThat(log.isWritten()).isTrue();
    }

    @Test
    void aFullDeviceIsNoticed() throws Exception {
        log = new HistogramLog(OwnDevice.FULL.in(folder));
        assertThat(log.isWritten()).isTrue();

        log.measuring();
        progress(1_000, 1);
        log.ended();

        assertThat(log.isWritten()).isFalse();
    }

    @Test
    void aFolderThatIsNotThereIsRefusedBeforeTheRun() {
        assertThatThrownBy(() -> new HistogramLog(folder.resolve("none/run.hlog")))
                .isInstanceOf(FileSystemException.class).hasMessageEndingWith("no such folder");
    }

    /** A step of those latencies, in nanoseconds, and of what the test has put into it. */
    private void progress(long millis, long... nanos) {
        LongStream.of(nanos).forEach(step.responseTime()::recordValue);
        LongStream.of(nanos).forEach(step.serviceTime()::recordValue);
        log.progress(new LoadListener.Interval(Duration.ofMillis(millis), 0, step, 0));
        step.reset();
    }

    private static void isInterval(Interval interval, long begin, long end, long count) {
        // The reader rounds down what it adds to the start time.
        assertThat(interval.begin()).isCloseTo(begin, within(2L));
        assertThat(interval.end()).isCloseTo(end, within(2L));
        assertThat(interval.histogram().getTotalCount()).isEqualTo(count);
    }

    private Histogram sum(String tag) throws IOException {
        var sum = new Histogram(Latencies.HIGHEST, Latencies.DIGITS);
        intervals(tag).forEach(interval -> sum.add(interval.histogram()));
        return sum;
    }

    private List<Interval> intervals(String tag) throws IOException {
        return all().stream().filter(interval -> Objects.equals(tag, interval.tag())).toList();
    }

    private List<Interval> all() throws IOException {
        List<Interval> all = new ArrayList<>();
        try (var reader = new HistogramLogReader(file.toFile())) {
            while (reader.nextIntervalHistogram() instanceof Histogram histogram) {
                long start = Math.round(reader.getStartTimeSec() * 1e3);
                all.add(new Interval(histogram.getTag(), histogram.getStartTimeStamp() - start,
                        histogram.getEndTimeStamp() - start, histogram));
            }
        }
        return all;
    }
}
