package threadlab.demo.diagnose;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import threadlab.support.ChildProcesses;

/**
 * Asks another JVM of this user through {@code jcmd} of the Java at hand. The attach API would need an agent in that
 * JVM for what these commands tell.
 *
 * @param timeout for one answer
 */
record Jcmd(long pid, Duration timeout) {

    /** An answer, and whether jcmd says that it is none. */
    record Answer(boolean isGood, String text) {
        /** Returns the line that says what went wrong. The name of an exception is left out. */
        String reason() {
            return text.lines().map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.matches("\\d+:") && !line.startsWith("at "))
                    .map(line -> line.replaceFirst("^(\\w+\\.)+\\w*(Exception|Error): ", "")).findFirst()
                    .orElse("it gave no answer");
        }
    }

    /** Returns the answer to a command. */
    Answer ask(String... command) throws IOException, InterruptedException {
        String tool = ChildProcesses.jdkTool("jcmd");
        if (!Files.isExecutable(Path.of(tool))) {
            throw new IOException("this Java has no jcmd: " + tool + " is missing; set LAB_JAVA_HOME to a JDK");
        }
        List<String> line = new ArrayList<>(List.of(tool, String.valueOf(pid)));
        line.addAll(List.of(command));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start(); // it ends by itself
        process.getOutputStream().close();
        CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .execute(process::destroyForcibly);
        var text = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        return new Answer(process.waitFor() == 0, text);
    }

    /** Returns the answer to a command that every JVM has; fails if there is none. */
    String require(String... command) throws IOException, InterruptedException {
        Answer answer = ask(command);
        if (answer.isGood()) {
            return answer.text();
        }
        throw new IOException(ProcessHandle.of(pid).isPresent()
                ? "process " + pid + " did not answer " + command[0] + ": " + answer.reason()
                : "process " + pid + " ended while it was watched");
    }
}
