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
import org.jspecify.annotations.Nullable;
import threadlab.support.ChildProcesses;

/** Measures the live heap of another HotSpot JVM of the same user. */
public final class HeapProbe {
    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)$", Pattern.MULTILINE);
    private static final int TIMEOUT_SECONDS = 20;

    private HeapProbe() {
    }

    /**
     * Makes the other JVM do a full collection and returns the bytes of the objects that are left. Not to be called
     * while something is measured.
     *
     * @return null if the process is no HotSpot JVM, or does not answer within {@value #TIMEOUT_SECONDS} s
     */
    public static @Nullable Long bytes(long pid) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        if (ProcessHandle.of(pid).filter(process -> isHotSpot(temporary, process)).isEmpty()) {
            return null;
        }
        try {
            Process jcmd = new ProcessBuilder(ChildProcesses.jdkTool("jcmd"),
                    String.valueOf(pid), "GC.class_histogram").redirectErrorStream(true).start();
            CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, TimeUnit.SECONDS).execute(jcmd::destroyForcibly);
            return parse(new String(jcmd.getInputStream().readAllBytes(), Charset.defaultCharset()));
        } catch (IOException noAnswer) {
            return null;
        }
    }

    /**
     * Must be asked first: attaching sends SIGQUIT, which would end any other process. Tools find a JVM by a file. A
     * killed JVM leaves it behind, and its process id may belong to another process by now.
     */
    static boolean isHotSpot(Path temporary, ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        Path file = temporary.resolve("hsperfdata_" + info.user().orElse("")).resolve(String.valueOf(process.pid()));
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            // The start of a process is known to the second only.
            return info.startInstant().filter(start -> !written.plusSeconds(2).isBefore(start)).isPresent();
        } catch (IOException noFile) {
            return false;
        }
    }

    /** Returns the bytes in the last line of a class histogram; null if the text is none. */
    public static @Nullable Long parse(String histogram) {
        Matcher total = TOTAL.matcher(histogram);
        return total.find() ? Long.valueOf(total.group(1)) : null;
    }
}
