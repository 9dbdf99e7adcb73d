package threadlab.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.LongSupplier;
import picocli.CommandLine;

/** One run of the command in this JVM, with what it printed. */
final class DemoRun {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();
    private final CommandLine command;

    DemoRun(LongSupplier nanoClock, Sleeper sleeper) {
        command = PrintDemo.command(new Output(new PrintStream(out, true, UTF_8)), nanoClock, sleeper);
        command.setErr(new PrintWriter(err, true));
    }

    static DemoRun inFakeTime() {
        FakeTime time = new FakeTime();
        return new DemoRun(time, time);
    }

    int execute(String... args) {
        return command.execute(args);
    }

    void interrupt() {
        command.<PrintDemo>getCommand().interrupted();
    }

    List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    /** What the two functions printed, without headings and pictures. */
    List<String> prints() {
        return lines().stream().filter(line -> line.startsWith("Hello ") || line.startsWith("ERROR: ")).toList();
    }

    String errors() {
        return err.toString();
    }
}
