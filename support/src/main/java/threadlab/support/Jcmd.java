package threadlab.support;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Asks another JVM of this user through {@code jcmd} of the Java at hand. The attach API would need an agent in that
 * JVM for what these commands tell.
 *
 * @param timeout for one answer
 */
public record Jcmd(long pid, Duration timeout) {

    /** An answer, and whether jcmd says that it is none. */
    public record Answer(boolean isGood, String text) {
        /** Returns the line that says what went wrong. The name of an exception is left out. */
        public String reason() {
            return text.lines().map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.matches("\\d+:") && !line.startsWith("at "))
                    .map(line -> line.replaceFirst("^(\\w+\\.)+\\w*(Exception|Error): ", "")).findFirst()
                    .orElse("it gave no answer");
        }
    }

    /** Returns the path of the tool, which a JDK has. */
    public static Path tool() {
        return Path.of(ChildProcesses.jdkTool("jcmd"));
    }

    /** Returns whether this Java has the tool. */
    public static boolean isThere() {
        return Files.isExecutable(tool());
    }

    /**
     * Returns whether {@code Thread.dump_to_file} is harmless to a JVM of this feature version. One of Java 25 may
     * crash if virtual threads come and go meanwhile (JDK-8364343; seen on 25.0.3, and not on 21, 26 and 27).
     */
    public static boolean isDumpSafe(int java) {
        return java != 25;
    }

    /** Returns the answer to a command. */
    public Answer ask(String... command) throws IOException {
        if (!isThere()) {
            throw new IOException("this Java has no jcmd: " + tool() + " is missing; set LAB_JAVA_HOME to a JDK");
        }
        List<String> line = new ArrayList<>(List.of(tool().toString(), String.valueOf(pid)));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start(); // it ends by itself
        process.getOutputStream().close();
        CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .execute(process::destroyForcibly);
        var text = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        return new Answer(process.onExit().join().exitValue() == 0, text);
    }

    /** Returns the answer to a command that every JVM has; fails if there is none. */
    public String require(String... command) throws IOException {
        Answer answer = ask(command);
        if (answer.isGood()) {
            return answer.text();
        }
        throw new IOException(ProcessHandle.of(pid).isPresent()
                ? "process " + pid + " did not answer " + command[0] + ": " + answer.reason()
                : "process " + pid + " ended while it was watched");
    }
}
