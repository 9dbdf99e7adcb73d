package threadlab.bench.meter;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The live objects of another HotSpot JVM of the same user. */
public final class HeapProbe {
    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)$", Pattern.MULTILINE);
    private static final int PATIENCE_SECONDS = 20;

    private HeapProbe() {
    }

    /**
     * Bytes of the objects that are left after a full collection, which this makes the other JVM do: not within what is
     * measured. Null of a process that is no HotSpot JVM, or that does not answer within {@value #PATIENCE_SECONDS} s.
     */
    public static Long bytes(long pid) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        if (ProcessHandle.of(pid).filter(process -> isHotSpot(temporary, process)).isEmpty()) {
            return null;
        }
        try {
            Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    String.valueOf(pid), "GC.class_histogram").redirectErrorStream(true).start();
            CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(jcmd::destroyForcibly);
            return parse(new String(jcmd.getInputStream().readAllBytes(), Charset.defaultCharset()));
        } catch (IOException notTold) {
            return null;
        }
    }

    /**
     * To be known beforehand: attaching sends SIGQUIT, which ends what is no JVM. A JVM has a file by which tools find
     * it; a killed one has left it behind, and its process id may be another's by now.
     */
    static boolean isHotSpot(Path temporary, ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        Path file = temporary.resolve("hsperfdata_" + info.user().orElse("")).resolve(String.valueOf(process.pid()));
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            // Linux tells the start of a process to the second only.
            return info.startInstant().filter(start -> !written.plusSeconds(2).isBefore(start)).isPresent();
        } catch (IOException noFile) {
            return false;
        }
    }

    /** Bytes by the last line of a class histogram; null if there is none. */
    public static Long parse(String histogram) {
        Matcher total = TOTAL.matcher(histogram);
        return total.find() ? Long.valueOf(total.group(1)) : null;
    }
}
