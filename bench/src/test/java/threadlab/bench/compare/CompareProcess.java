package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import threadlab.bench.BriefJvm;

/**
 * {@code ./lab compare} as its users run it.
 *
 * @param lines all that it has printed
 */
record CompareProcess(int status, List<String> lines) {
    /** One round, with trials as short and a load as small as it gets, so that others can run beside it. */
    private static final Map<String, String> SMALL = Map.of("--sessions", "5", "--rate", "200", "--rounds", "1",
            "--warmup", "200ms", "--longest-warmup", "500ms", "--duration", "500ms");

    /** Runs a small comparison to its end. What it is asked for in other ways counts. */
    static CompareProcess small(Path folder, String... more) throws IOException, InterruptedException {
        return ended(start(folder, Map.of(), smallWith(more)));
    }

    /** Returns the options of a small comparison and those given, which count. */
    static String[] smallWith(String... more) {
        List<String> asked = List.of(more);
        return Stream.concat(SMALL.entrySet().stream().filter(option -> !asked.contains(option.getKey()))
                .flatMap(option -> Stream.of(option.getKey(), option.getValue())), asked.stream())
                .toArray(String[]::new);
    }

    /** Runs a comparison to its end. */
    static CompareProcess run(Path folder, String... arguments) throws IOException, InterruptedException {
        return ended(start(folder, Map.of(), arguments));
    }

    static Process start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        var builder = new ProcessBuilder(BriefJvm.command(CompareMain.class, arguments))
                .directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    static CompareProcess ended(Process process) throws InterruptedException {
        List<String> lines = BriefJvm.ownLines(process.inputReader().lines()).toList();
        return new CompareProcess(process.waitFor(), lines);
    }

    /** Returns all that it has printed, to tell what went wrong. */
    String text() {
        return String.join("\n", lines);
    }
}
