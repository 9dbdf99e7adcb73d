package threadlab.bench.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import threadlab.bench.cli.Percentage;
import threadlab.bench.cli.ShellWords;
import threadlab.bench.process.RunFolder;
import threadlab.bench.report.ReportPage;
import threadlab.bench.soak.clients.SoakLoad;
import threadlab.bench.soak.clients.SoakPlan;
import threadlab.bench.soak.report.Soak;
import threadlab.bench.soak.report.SoakObservations;
import threadlab.bench.soak.report.SoakText;
import threadlab.bench.soak.sampling.ServerCommand;
import threadlab.bench.verdict.Json;
import threadlab.client.cli.ShutdownHook;
import threadlab.client.preflight.DescriptorLimit;
import threadlab.client.result.Environment;
import threadlab.server.ThreadModel;
import threadlab.server.cli.EchoServerMain;
import threadlab.support.AtomicFile;
import threadlab.support.Durations;
import threadlab.support.FileAccessException;
import threadlab.support.IoErrors;
import threadlab.support.PrintableText;
import threadlab.support.cli.CommandLines;
import threadlab.support.cli.ProgressLine;

/** Main class of {@code ./lab soak}. */
@Command(name = "lab soak", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Puts one server under verified load and misbehaving clients for a long time, and tells whether "
                + "it leaks descriptors, threads, sessions or memory. Writes soak.json and soak.html.")
public final class SoakMain implements Callable<Integer> {
    private static final Path DEFAULT_FOLDER = Path.of("lab-soak");
    private static final String DATA = "soak.json";
    private static final String PAGE = "soak.html";

    private final ProgressLine progress = new ProgressLine(System.err);

    @Spec
    private CommandSpec spec;

    @Option(names = "--for", defaultValue = "1m", paramLabel = "TIME",
            description = "Duration of the load, 5s to 24h. In the default, ${DEFAULT-VALUE}, only large leaks can be "
                    + "found; 10m shows much smaller ones.")
    private Duration duration;

    @Option(names = "--thread-model", defaultValue = "virtual-tuned", paramLabel = "MODEL",
            description = "Thread model of the server: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ThreadModel threadModel;

    @Option(names = "--every", paramLabel = "TIME",
            description = "Average time from one sample to the next. Each sample makes the server collect its garbage. "
                    + "Default: a sixtieth of the duration, from 200ms to 5s.")
    private @Nullable Duration every;

    @Option(names = "--tolerance", defaultValue = "2%", converter = Percentage.class, paramLabel = "PERCENT",
            description = "Rise of memory over the steady state that does not count, as a part of its level: a JVM "
                    + "goes on compiling for a long time. Descriptors, threads and sessions have no tolerance. "
                    + "Default: ${DEFAULT-VALUE}.")
    private Percentage tolerance;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
            description = "Seed of message sizes, arrivals and what misbehaving clients choose. Default: "
                    + "${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--out", paramLabel = "DIR",
            description = "Where soak.json and soak.html go; a soak that is there already is kept, and this one "
                    + "refused. Default: a new folder in lab-soak, such as lab-soak/1.")
    private @Nullable Path out;

    public static void main(String... args) {
        CommandLines.program(() -> commandLine().execute(args), System.err, System::exit);
    }

    public static CommandLine commandLine() {
        return CommandLines.of(new SoakMain());
    }

    @Override
    public Integer call() throws InterruptedException {
        SoakPlan plan = CommandLines.validate(spec,
                () -> SoakPlan.of(threadModel, duration, every, tolerance.part(), seed));
        Optional<String> shortage = DescriptorLimit.shortage(SoakLoad.CONNECTIONS);
        if (shortage.isPresent()) {
            return CommandLines.fail(spec, shortage.get());
        }
        var interrupt = new ShutdownHook();
        return interrupt.hold(() -> {
            try (RunFolder folder = folder()) {
                return soak(plan, folder.path(), interrupt);
            } catch (IOException e) {
                progress.clear();
                return CommandLines.fail(spec, IoErrors.text(e));
            } finally {
                progress.clear();
            }
        });
    }

    /** Finds out before the run whether the results can be written. */
    private RunFolder folder() throws IOException {
        RunFolder folder = out == null ? RunFolder.next(DEFAULT_FOLDER) : RunFolder.of(out, List.of(DATA, PAGE));
        AtomicFile.check(folder.path().resolve(DATA));
        return folder;
    }

    private int soak(SoakPlan plan, Path folder, ShutdownHook interrupt) throws IOException, InterruptedException {
        System.err.println("a soak of " + threadModel + " for " + Durations.format(duration) + ", into "
                + PrintableText.of(folder.toString()));
        List<String> serverCommand = ServerCommand.of(EchoServerMain.class, plan.threadModel(),
                plan.idleTimeout());
        String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        long start = System.nanoTime();
        var run = new SoakRun(plan, serverCommand, progress::show);
        interrupt.then(run::stop);
        SoakObservations observed = run.run();
        String command = ShellWords.of("./lab", "soak", spec.commandLine().getParseResult().originalArgs());
        Soak soak = Soak.of(new Soak.Run(command, startedAt, (System.nanoTime() - start) / 1e9, observed.cutShort(),
                Environment.here(), serverCommand), plan, observed);
        progress.clear();
        System.out.print(SoakText.of(soak));
        System.out.println();
        write("data:  ", folder.resolve(DATA), Json.text(soak) + "\n");
        write("report:", folder.resolve(PAGE), ReportPage.render(PAGE, Json.line(soak)));
        return soak.verdict().held() ? 0 : 1;
    }

    private static void write(String label, Path file, String text) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        try {
            AtomicFile.write(absolute, text);
        } catch (FileAccessException e) {
            String name = String.valueOf(file.getFileName());
            throw new IOException(e.getMessage() + "; it is in " + AtomicFile.rescue(name, text), e);
        }
        System.out.println(label + " " + PrintableText.of(absolute.toString()));
    }
}
