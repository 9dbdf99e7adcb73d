package threadlab.bench.compare;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import threadlab.bench.meter.ProcessMeter;
import threadlab.client.Durations;
import threadlab.client.LoadGenerator;
import threadlab.client.LoadListener;
import threadlab.client.LoadPlan;
import threadlab.client.LoadResult;

/**
 * The load of one trial, a process of its own so that it has its own CPU, heap and JIT. Reads the server's figures at
 * the edges of the measured window and prints its own result as JSON on standard output.
 */
@Command(name = "trial-load", description = "The load of one trial of compare; prints JSON.")
final class LoadProcess implements Callable<Integer>, LoadListener {
    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--server-pid", required = true)
    private long serverPid;

    @Option(names = "--sessions", required = true)
    private int sessions;

    @Option(names = "--size", required = true)
    private int size;

    @Option(names = "--warmup", required = true, converter = Durations.class)
    private Duration warmup;

    @Option(names = "--duration", required = true, converter = Durations.class)
    private Duration duration;

    private ProcessMeter server;
    private Double cpuBefore;
    private Double cpuAfter;
    private ProcessMeter.Memory memory;

    /** The outcome and the figures of one load; figures are null when there are none worth the name. */
    record Report(String outcome, String reason, Map<String, Long> failures, Figures figures) {
    }

    public static void main(String... args) {
        System.exit(new CommandLine(new LoadProcess()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        server = new ProcessMeter(serverPid);
        LoadResult load = new LoadGenerator(new LoadPlan("127.0.0.1", port, sessions, size, warmup, duration), this)
                .run();
        Double cpu = cpuBefore == null || cpuAfter == null ? null : cpuAfter - cpuBefore;
        var failures = new TreeMap<String, Long>();
        load.failures().forEach((failure, count) -> failures.put(failure.toString(), count));
        System.out.println(Json.text(new Report(load.outcome().name(), reason(load), failures,
                load.echoes() == 0 ? null : Figures.of(load, cpu, memory))));
        return 0;
    }

    /** Why the load is not OK; null if it is. */
    private static String reason(LoadResult load) {
        if (load.firstFailure() == null && load.echoes() == 0) {
            return "no message of the measured window came back";
        }
        return load.firstFailure() != null
                ? load.firstFailure()
                : load.reasons().isEmpty() ? null : String.join("; ", load.reasons());
    }

    @Override
    public void measuring() {
        cpuBefore = server.cpuSeconds();
    }

    @Override
    public void measured() {
        cpuAfter = server.cpuSeconds();
        memory = server.memory();
    }
}
