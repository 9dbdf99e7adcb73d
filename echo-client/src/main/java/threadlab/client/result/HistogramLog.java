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
import org.jspecify.annotations.Nullable;
import threadlab.support.AtomicFile;
import threadlab.support.FileAccessException;

/**
 * Writes the latencies of a run to a file in the HdrHistogram log format, version 1.3, one interval per second. They
 * are written as they come, so that a run that is killed leaves what it had. Lines without a tag hold response times,
 * those tagged {@code service-time} and {@code probe-wait} what their tags say. Values are nanoseconds; the maxima in
 * the text are milliseconds.
 */
public final class HistogramLog implements LoadListener, AutoCloseable {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Path path;
    private final boolean isNew;
    /** The file cannot be truncated: a device or a pipe. */
    private final boolean isStream;
    private final FileChannel channel;
    private final PrintStream file;
    private final HistogramLogWriter log;
    private final Latencies latencies = Latencies.empty();
    /** Time from the begin of full load to the end of the last interval of the run. */
    private Duration last = Duration.ZERO;
    /** Time from the begin of full load to the measured window; null until that begins. */
    private @Nullable Duration base;
    /** Time from the begin of full load to the begin of the current line. */
    private Duration begin = Duration.ZERO;
    private boolean isWindowOver;
    private boolean failed;

    /**
     * Opens the file. Its old content stays until the measured window begins.
     *
     * @throws FileAccessException if the file cannot be written
     */
    public HistogramLog(Path path) throws FileAccessException {
        AtomicFile.check(path);
        this.path = path;
        isNew = Files.notExists(path);
        isStream = AtomicFile.isStreamTarget(path);
        try {
            channel = FileChannel.open(path, isStream
                    ? Set.of(StandardOpenOption.APPEND)
                    : Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw FileAccessException.cannotWrite(path, e);
        }
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
        log.outputComment("[echo latencies of one run of threadlab; a minute stands for all longer times too]");
        log.outputLogFormatVersion();
        log.outputStartTime(System.currentTimeMillis());
        log.outputLegend();
        base = last;
        begin = last;
    }

    @Override
    public void progress(Interval interval) {
        last = interval.elapsed();
        if (base != null) {
            latencies.add(interval.latencies());
            if (!isWindowOver && last.minus(begin).compareTo(INTERVAL) >= 0) {
                write();
            }
        }
    }

    /** What comes later, however late, is in the last line. */
    @Override
    public void measured() {
        isWindowOver = true;
    }

    private void write() {
        write(null, latencies.responseTime());
        write("service-time", latencies.serviceTime());
        if (latencies.probeWait().getTotalCount() > 0) {
            write("probe-wait", latencies.probeWait());
        }
        latencies.reset();
        begin = last;
    }

    private void write(@Nullable String tag, Histogram histogram) {
        histogram.setTag(tag);
        log.outputIntervalHistogram(seconds(begin), seconds(last), histogram, NANOS_PER_MILLI);
    }

    private double seconds(Duration time) {
        return time.minus(base).toNanos() / 1e9;
    }

    /** Writes the last line, with the last echoes. It may cover more or less than a second. */
    @Override
    public void ended() {
        if (latencies.responseTime().getTotalCount() + latencies.probeWait().getTotalCount() > 0) {
            write();
        }
        file.close();
    }

    /** Closes the file, and deletes it if it is new and nothing was measured. */
    @Override
    public void close() throws IOException {
        file.close();
        if (isNew && base == null && Files.exists(path)) {
            Files.delete(path.toRealPath()); // not a symbolic link to it
        }
    }

    /** Returns whether everything has been written. */
    public boolean isWritten() {
        return !failed && !file.checkError();
    }
}
