package threadlab.client.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import threadlab.client.cluster.ClusterConfig;
import threadlab.client.cluster.GeneratorLoad;
import threadlab.client.cluster.JGroupsChannel;
import threadlab.client.cluster.Load;
import threadlab.client.cluster.QueuedListener;
import threadlab.client.cluster.SerialExecutor;
import threadlab.client.cluster.Worker;

/** Waits for parts of loads to do. */
@Command(name = "worker", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Waits for work in a cluster: does its part of each load that 'lab load --cluster' of the same name "
                + "starts, until it is interrupted. Stops its load within seconds when the coordinator is lost.")
public final class WorkerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--cluster", required = true, paramLabel = "NAME", description = "The cluster's name.")
    private String cluster;

    @Option(names = "--once", description = "End after one load: with 0, or with 1 if its coordinator was lost.")
    private boolean once;

    @Mixin
    private ClusterOptions options;

    @Override
    public Integer call() throws InterruptedException {
        ClusterConfig config = config();
        var interrupt = new ShutdownHook();
        return interrupt.hold(() -> {
            try {
                return work(config, EchoClientMain.VERSION, once, interrupt,
                        loop -> (run, part, events) -> GeneratorLoad.begin(run, part, loop, events));
            } catch (IOException e) {
                return EchoClientMain.fail(e.getMessage());
            }
        });
    }

    private ClusterConfig config() {
        try {
            return options.config(cluster);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** Blocks until there is no more to do; returns the exit status. */
    public static int work(ClusterConfig config, String lab, boolean once, ShutdownHook interrupt,
            Function<Executor, Load.Starter> loads) throws IOException, InterruptedException {
        try (var loop = new SerialExecutor()) {
            var posted = new QueuedListener(loop);
            try (JGroupsChannel link = JGroupsChannel.join(config, posted)) {
                var worker = new Worker(lab, once, link, loads.apply(loop), WorkerCommand::say);
                interrupt.then(() -> loop.execute(worker::leave));
                System.out.println("worker " + link.name() + " waits for work in cluster " + config.name());
                System.out.flush();
                posted.to(worker::received, worker::members);
                loop.tick(worker::tick);
                return loop.await(worker.ended());
            }
        }
    }

    private static void say(String line) {
        System.err.println(CommandLines.printable(line));
    }
}
