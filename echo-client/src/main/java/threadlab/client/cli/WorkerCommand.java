package threadlab.client.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import threadlab.client.cluster.ClusterConfig;
import threadlab.client.cluster.ClusterWorker;
import threadlab.support.IoErrors;
import threadlab.support.PrintableText;
import threadlab.support.cli.CommandLines;

/** Does parts of the loads that coordinators start. */
@Command(name = "worker", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Waits for work in a cluster: does its part of each load that 'lab load --cluster' of the same "
                + "name starts, until it is interrupted. Stops its load within seconds when the coordinator is lost.")
final class WorkerCommand implements Callable<Integer> {
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
        ClusterConfig config = CommandLines.validate(spec, () -> options.config(cluster));
        var hook = new ShutdownHook();
        return hook.hold(() -> {
            try {
                ClusterWorker.End end = ClusterWorker.run(config, once, new Terminal(cluster, hook));
                return end == ClusterWorker.End.DONE ? ExitCode.OK : ExitCode.SOFTWARE;
            } catch (IOException e) {
                return CommandLines.fail(spec, IoErrors.text(e));
            }
        });
    }

    /** Shows the user what a worker reports. */
    private record Terminal(String cluster, ShutdownHook hook) implements ClusterWorker.Host {
        @Override
        public void joined(String name) {
            System.out.println("worker " + name + " waits for work in cluster " + cluster);
            System.out.flush();
        }

        @Override
        public void notice(String line) {
            System.err.println(PrintableText.of(line));
        }

        @Override
        public void onStop(Runnable stop) {
            hook.then(stop);
        }
    }
}
