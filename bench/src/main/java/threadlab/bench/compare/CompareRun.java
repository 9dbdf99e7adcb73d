package threadlab.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import threadlab.client.Environment;

/** Runs a plan from its first trial to the report. compare.json is written anew after each trial: nothing is lost. */
final class CompareRun {
    private final Plan plan;
    private final List<Contestant> contestants;
    private final Path out;
    private final String command;
    private final Pinning pinning = Pinning.here();
    private final Environment environment = Environment.here();
    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final long start = System.nanoTime();
    private final List<Trial> trials = new ArrayList<>();

    CompareRun(Plan plan, List<Contestant> contestants, Path out, String command) {
        this.plan = plan;
        this.contestants = contestants;
        this.out = out;
        this.command = command;
    }

    /** True if at least one trial ended well. */
    boolean run() throws IOException, InterruptedException {
        Files.createDirectories(out);
        save(comparison());
        List<Plan.Step> steps = plan.steps();
        System.out.printf(Locale.ROOT, "%d trials: %s, each at %s sessions, %d rounds; about %s%n", steps.size(),
                String.join(", ", plan.contestants()), Table.list(plan.sessions()), plan.rounds(),
                Table.time(plan.expected(steps.size())));
        var runner = new TrialRunner(plan, pinning, contestants);
        for (Plan.Step step : steps) {
            progress(step, steps.size());
            trials.add(runner.run(step));
            save(comparison());
        }
        wipe();
        Comparison run = comparison();
        List<Summary> summary = Summary.of(run);
        System.out.print(Table.of(summary, plan));
        trials.stream().filter(trial -> trial.reason() != null).forEach(trial -> System.out.println(trial.outcome()
                + ": trial " + trial.number() + ", " + trial.contestant() + " at " + trial.sessions() + " sessions: "
                + trial.reason()));
        Report.write(out.resolve("report.html"), Report.page(run, summary));
        System.out.println("report: " + out.resolve("report.html").toAbsolutePath().normalize());
        System.out.println("data:   " + out.resolve("compare.json").toAbsolutePath().normalize());
        return trials.stream().anyMatch(Trial::endedWell);
    }

    private Comparison comparison() {
        return new Comparison(Comparison.SCHEMA, command, startedAt.toString(), (System.nanoTime() - start) / 1e9,
                environment, pinning.toString(), plan, List.copyOf(trials));
    }

    private void save(Comparison run) throws IOException {
        Report.write(out.resolve("compare.json"), Json.text(run) + "\n");
    }

    private void progress(Plan.Step step, int steps) {
        if (Ansi.AUTO.enabled()) {
            Duration left = plan.expected(steps - step.number() + 1);
            System.err.printf(Locale.ROOT, "\r\033[Ktrial %d of %d   round %d   %s, %,d sessions   about %s left",
                    step.number(), steps, step.round(), step.contestant(), step.sessions(), Table.time(left));
            System.err.flush();
        }
    }

    private static void wipe() {
        if (Ansi.AUTO.enabled()) {
            System.err.print("\r\033[K");
            System.err.flush();
        }
    }
}
