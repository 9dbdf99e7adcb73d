package threadlab.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import threadlab.bench.cli.Percentage;
import threadlab.bench.cli.ShellWords;
import threadlab.bench.report.ReportPage;
import threadlab.bench.soak.plan.SoakPlan;
import threadlab.bench.soak.report.Soak;
import threadlab.bench.soak.report.SoakFindings;
import threadlab.bench.soak.report.SoakText;
import threadlab.bench.soak.server.ServerCommand;
import threadlab.bench.soak.server.SoakServer;
import threadlab.bench.verdict.Json;
import threadlab.client.cli.CommandLines;
import threadlab.client.cli.ShutdownHook;
import threadlab.client.plan.Durations;
import threadlab.client.result.Environment;
import threadlab.client.result.WholeFile;
import threadlab.server.ThreadModel;

/** Keeps a server under everything at once for as long as asked, and says whether anything of it grows. */
@Command(name = "lab soak", mixinStandardHelpOptions = true, version = "threadlab 0.1.0", sortOptions = false,
        description = "Puts one server under honest and rude clients at once, for long, and says whether it leaks: "
                + "descriptors, threads, sessions, memory. Writes soak.json and soak.html.")
public final class SoakMain implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--for", defaultValue = "1m", converter = Durations.class, paramLabel = "TIME",
            description = "How long the load lasts. The default, ${DEFAULT-VALUE}, is a taste: a leak must be large to "
                    + "be seen so soon. Ten minutes say much more.")
    private Duration duration;

    @Option(names = "--thread-model", defaultValue = "virtual-tuned", paramLabel = "MODEL",
            description = "How the server's sessions get threads: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ThreadModel threadModel;

    @Option(names = "--every", converter = Durations.class, paramLabel = "TIME",
            description = "From one sample to the next, on average; each makes the server collect its garbage. Default: a sixtieth "
                    + "of the time, within 200ms and 5s.")
    private Duration every;

    @Option(names = "--tolerance", defaultValue = "2%", converter = Percentage.class, paramLabel = "PERCENT",
            description = "A rise of memory over the whole steady part up to this share of its level does not count: a "
                    + "JVM compiles for long. Counts of descriptors, threads and sessions have no such tolerance. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Percentage tolerance;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
            description = "Of sizes, arrivals and what rude clients choose. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--out", defaultValue = "lab-soak", paramLabel = "DIR",
            description = "Where soak.json and soak.html go. Default: ${DEFAULT-VALUE}.")
    private Path out;

    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return CommandLines.of(new SoakMain());
    }

    @Override
    public Integer call() throws InterruptedException {
        SoakPlan plan = plan();
        var interrupt = new ShutdownHook();
        return interrupt.hold(() -> {
            try {
                return soak(plan, interrupt);
            } catch (IOException e) {
                System.err.println("error: " + CommandLines.printable(e.getMessage()));
                return 1;
            } finally {
                wipe();
            }
        });
    }

    private SoakPlan plan() {
        try {
            return SoakPlan.of(threadModel, duration, every, tolerance.part(), seed);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private int soak(SoakPlan plan, ShutdownHook interrupt) throws IOException, InterruptedException {
        prepare();
        List<String> serverCommand = ServerCommand.of(SoakServer.class, plan);
        String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        long begun = System.nanoTime();
        var run = new SoakRun(plan, serverCommand, SoakMain::progress);
        interrupt.then(run::stop);
        SoakFindings found = run.run();
        String command = ShellWords.of("./lab", "soak", spec.commandLine().getParseResult().originalArgs());
        Soak soak = Soak.of(new Soak.Origin(command, startedAt, (System.nanoTime() - begun) / 1e9, Environment.here(),
                serverCommand), plan, found);
        wipe();
        System.out.print(SoakText.of(soak));
        System.out.println();
        write("data:  ", "soak.json", Json.text(soak) + "\n");
        write("report:", "soak.html", ReportPage.render("soak.html", Json.line(soak)));
        return soak.held() ? 0 : 1;
    }

    /** Fails before the run, not after it, where nothing can be written. */
    private void prepare() throws IOException {
        try {
            Files.createDirectories(out);
            WholeFile.check(out.resolve("soak.json"));
            WholeFile.check(out.resolve("soak.html"));
        } catch (IOException e) {
            throw new IOException("cannot write " + out + ": " + WholeFile.reason(e), e);
        }
    }

    private void write(String what, String name, String text) throws IOException {
        Path file = out.resolve(name).toAbsolutePath().normalize();
        try {
            WholeFile.write(file, text);
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + WholeFile.reason(e) + "; it is in "
                    + WholeFile.rescue(name, text), e);
        }
        System.out.println(what + " " + CommandLines.printable(file.toString()));
    }

    private static void progress(String line) {
        if (Ansi.AUTO.enabled()) {
            System.err.print("\r\033[K" + line);
            System.err.flush();
        }
    }

    private static void wipe() {
        progress("");
    }
}
