package threadlab.client.result;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes the latencies of a run to a file in the HdrHistogram log format, version 1.3, one interval a second, as they
 * come, so that a run that is killed has left what it had. Lines without a tag hold latencies from the time at which
 * messages were due; those tagged {@code sent}, from the send; those tagged {@code newcomers}, the waits of newcomers.
 * Values are nanoseconds, the maxima in the text milliseconds.
 */
public final class HistogramLog implements LoadListener, AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Path path;
    private final boolean isNew;
    /** It has no beginning to go back to. */
    private final boolean isStream;
    private final FileChannel channel;
    private final PrintStream file;
    private final HistogramLogWriter log;
    private final Latencies interval = Latencies.empty();
    /** Since full load began: the last step's time, the begin of the measured window and that of the interval. */
    private Duration last = Duration.ZERO;
    private Duration base;
    private Duration begin;

    private boolean failed;

    /**
     * What the file held stays until something is measured.
     *
     * @throws IOException if it cannot be written
     */
    public HistogramLog(Path path) throws IOException {
        WholeFile.check(path);
        this.path = path;
        isNew = Files.notExists(path);
        isStream = WholeFile.isIntoStream(path);
        channel = FileChannel.open(path, isStream
                ? Set.of(StandardOpenOption.APPEND)
                : Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        file = new PrintStream(Channels.newOutputStream(channel), true);
        log = new HistogramLogWriter(file);
    }

    @Override
    public void measuring() {
        try {
            if (!isStream) {
                channel.truncate(0);
            }
        } catch (IOException e) {
            failed = true;
        }
        log.outputComment("[echo latencies of one run of threadlab]");
        log.outputLogFormatVersion();
        log.outputStartTime(System.currentTimeMillis());
        log.outputLegend();
        base = last;
        begin = last;
    }

    @Override
    public void progress(Step step) {
        last = step.elapsed();
        if (base != null) {
            interval.add(step.latencies());
            if (last.minus(begin).compareTo(INTERVAL) >= 0) {
                write();
            }
        }
    }

    private void write() {
        write(null, interval.whenDue());
        write("sent", interval.whenSent());
        if (interval.waits().getTotalCount() > 0) {
            write("newcomers", interval.waits());
        }
        interval.reset();
        begin = last;
    }

    private void write(String tag, Histogram histogram) {
        histogram.setTag(tag);
        log.outputIntervalHistogram(seconds(begin), seconds(last), histogram, NANOS_PER_MILLI);
    }

    private double seconds(Duration time) {
        return time.minus(base).toNanos() / 1e9;
    }

    /** The last interval, longer or shorter than the others, has the last echoes too. */
    @Override
    public void ended() {
        if (interval.whenDue().getTotalCount() + interval.waits().getTotalCount() > 0) {
            write();
        }
        file.close();
    }

    /** Of a run that measured nothing, nothing is left. */
    @Override
    public void close() throws IOException {
        file.close();
        if (isNew && base == null && Files.exists(path)) {
            Files.delete(path.toRealPath()); // and not a link that leads there
        }
    }

    /** Whether all of it is in the file. */
    public boolean isWritten() {
        return !failed && !file.checkError();
    }
}
