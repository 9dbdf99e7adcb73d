package threadlab.bench.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The garbage collection log of a JVM that we start. */
public final class GcLog {
    /** A line at the end of a pause. ZGC marks the generation, with y, Y or O. */
    private static final Pattern PAUSE = Pattern
            .compile("\\[(\\d+)ms] GC\\(\\d+\\) (?:[yYO]: )?Pause .* (\\d+\\.\\d+)ms");

    private GcLog() {
    }

    /**
     * Returns the JVM options for a log in this file, however long it gets. Pauses of Serial, Parallel and G1 are
     * logged under {@code gc}, those of ZGC under {@code gc,phases}.
     */
    public static List<String> options(Path file) {
        return List.of("-Xlog:gc,gc+phases:file=\"" + file + "\":timemillis:filecount=0");
    }

    /**
     * Returns the pauses that ended from one moment until before another; null if there is no such log. Concurrent work
     * of a collector is no pause.
     */
    public static @Nullable GcPauses in(Path file, long fromEpochMillis, long toEpochMillis) {
        try (Stream<String> lines = Files.lines(file)) {
            return in(lines, fromEpochMillis, toEpochMillis);
        } catch (IOException missing) {
            return null;
        }
    }

    static GcPauses in(Stream<String> lines, long from, long to) {
        DoubleSummaryStatistics millis = lines.flatMapToDouble(line -> pauseMillis(line, from, to)).summaryStatistics();
        return new GcPauses((int) millis.getCount(), millis.getSum(), Math.max(0, millis.getMax()));
    }

    /** Returns the length of the pause; empty if the line is about something else, or another time. */
    private static DoubleStream pauseMillis(String line, long from, long to) {
        Matcher pause = PAUSE.matcher(line);
        if (!pause.matches()) {
            return DoubleStream.empty();
        }
        long end = Long.parseLong(pause.group(1));
        return from <= end && end < to
                ? DoubleStream.of(Double.parseDouble(pause.group(2)))
                : DoubleStream.empty();
    }
}
