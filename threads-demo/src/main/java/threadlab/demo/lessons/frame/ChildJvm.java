package threadlab.demo.lessons.frame;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import threadlab.support.ChildProcesses;
import threadlab.support.Jcmd;

/**
 * A JVM of its own, for an experiment that would harm this one. What it prints are answers: a word, a space, and text.
 * It is killed when it is closed, and when it takes too long.
 */
public final class ChildJvm implements AutoCloseable {
    /** On a busy machine; no lesson takes a quarter of it on an idle one. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader();
        this.input = process.outputWriter();
        CompletableFuture.delayedExecutor(LIMIT.toSeconds(), TimeUnit.SECONDS).execute(process::destroyForcibly);
    }

    /** Starts a JVM on the class path of this one. */
    public static ChildJvm start(List<String> options, Class<?> main, String... arguments) throws IOException {
        return start(Map.of(), options, main, arguments);
    }

    /** Starts a JVM on the class path of this one, with these variables besides its own. */
    public static ChildJvm start(Map<String, String> variables, List<String> options, Class<?> main,
            String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ChildProcesses.javaCommand(options, main, arguments))
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        return new ChildJvm(ChildProcesses.start(builder));
    }

    /** Returns the options that give a JVM exactly so many carriers, however many CPUs there are. */
    public static List<String> carriers(int number) {
        return List.of("-Djdk.virtualThreadScheduler.parallelism=" + number,
                "-Djdk.virtualThreadScheduler.maxPoolSize=" + number);
    }

    /** Returns the options that have a JVM record one kind of event, if it takes longer than the threshold. */
    public static List<String> recording(String event, String threshold) {
        return List.of("-Xlog:jfr+startup=off", "-XX:StartFlightRecording:settings=none,+" + event + "#enabled=true,+"
                + event + "#threshold=" + threshold + ",+" + event + "#stackTrace=true");
    }

    /** Returns the next answer that begins with that word, and waits for it. */
    public String answer(String word) throws IOException {
        String last = "nothing";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(word + " ")) {
                return line.substring(word.length() + 1);
            }
            last = line;
        }
        throw new IOException("the child JVM ended before it said '" + word + "'; the last that it said: " + last);
    }

    /** Writes a line to its input. */
    public void say(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /**
     * Returns what {@code jcmd} prints for this command, without the line that has the process id.
     *
     * @throws CannotShow if this Java has no {@code jcmd}
     */
    public List<String> jcmd(String... command) throws CannotShow, IOException {
        if (!Jcmd.isThere()) {
            throw new CannotShow("This Java has no " + Jcmd.tool() + ", which a JDK has.");
        }
        return new Jcmd(process.pid(), LIMIT).ask(command).text().lines().skip(1).toList();
    }

    /**
     * Returns the dump of all threads, virtual ones as well, which {@code jcmd} has the JVM write to a file. Where
     * virtual threads come and go, see {@link Jcmd#isDumpSafe} first.
     */
    public List<String> dumpToFile() throws CannotShow, IOException {
        return dumpToFile(Files::readAllLines);
    }

    /** Returns what is read from that dump, for one that is too large to be kept; with options of the command. */
    public <T> T dumpToFile(Reading<T> reading, String... options) throws CannotShow, IOException {
        Path folder = Files.createTempDirectory("lesson");
        Path file = folder.resolve("threads.txt");
        try {
            List<String> said = jcmd(Stream.of(Stream.of("Thread.dump_to_file"), Stream.of(options),
                    Stream.of(file.toString())).flatMap(words -> words).toArray(String[]::new));
            if (!Files.exists(file)) {
                throw new IOException("jcmd wrote no dump of the threads, and said: " + String.join(" ", said));
            }
            return reading.read(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    /** Reads a file that is deleted after that. */
    public interface Reading<T> {
        T read(Path file) throws IOException;
    }

    /**
     * Returns what {@code jfr print} shows of the events that the JVM has recorded, see {@link #recording}.
     *
     * @throws CannotShow if this Java has no {@code jcmd}
     */
    public List<String> recorded(String event) throws CannotShow, IOException {
        Path folder = Files.createTempDirectory("lesson");
        Path file = folder.resolve("recording.jfr");
        try {
            jcmd("JFR.dump", "filename=" + file);
            Process jfr = ChildProcesses.start(new ProcessBuilder(ChildProcesses.jdkTool("jfr"), "print", "--events",
                    event, "--stack-depth", "64", file.toString()).redirectErrorStream(true));
            try (BufferedReader lines = jfr.inputReader()) {
                return lines.lines().toList();
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    @Override
    public void close() throws IOException {
        process.toHandle().destroyForcibly(); // Process.destroyForcibly would close the output as well
        try (input; output) {
            output.transferTo(Writer.nullWriter()); // its output ends when the process has ended
        }
    }
}
