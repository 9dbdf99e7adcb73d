package threadlab.bench.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The collector's log of a JVM that we start. */
public final class GcLog {
    /** A line at the end of a pause; ZGC says whether it was of the young or the old generation. */
    private static final Pattern PAUSE = Pattern
            .compile("\\[(\\d+)ms] GC\\(\\d+\\) (?:[yYO]: )?Pause .* (\\d+\\.\\d+)ms");

    private GcLog() {
    }

    /**
     * The JVM options that make it write its log to this file: the pauses of Serial, Parallel and G1 under {@code gc},
     * those of ZGC under {@code gc,phases}; into one file, however long.
     */
    public static List<String> options(Path file) {
        return List.of("-Xlog:gc,gc+phases:file=\"" + file + "\":timemillis:filecount=0");
    }

    /**
     * The pauses that ended within these moments, the last one excluded, in milliseconds since 1970; null where there
     * is no such log. What a collector does while the other threads run is no pause.
     */
    public static GcPauses in(Path file, long fromEpochMillis, long toEpochMillis) {
        try (Stream<String> lines = Files.lines(file)) {
            return in(lines, fromEpochMillis, toEpochMillis);
        } catch (IOException missing) {
            return null;
        }
    }

    static GcPauses in(Stream<String> lines, long from, long to) {
        DoubleSummaryStatistics millis = lines.map(line -> pause(line, from, to)).filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue).summaryStatistics();
        return new GcPauses((int) millis.getCount(), millis.getSum(), Math.max(0, millis.getMax()));
    }

    /** Milliseconds; null if the line is none of a pause that ended within. */
    private static Double pause(String line, long from, long to) {
        Matcher pause = PAUSE.matcher(line);
        if (!pause.matches()) {
            return null;
        }
        long end = Long.parseLong(pause.group(1));
        return from <= end && end < to ? Double.valueOf(pause.group(2)) : null;
    }
}
