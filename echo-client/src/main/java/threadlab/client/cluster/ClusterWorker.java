package threadlab.client.cluster;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import threadlab.support.Version;

/** Joins a cluster and does its part of the loads that coordinators start. */
public final class ClusterWorker {
    private ClusterWorker() {
    }

    /** Why a worker has ended. */
    public enum End {
        /** It was asked to end, or has done its only load. */
        DONE,
        /** The coordinator of its only load was lost. */
        COORDINATOR_LOST
    }

    /** What the process that runs a worker must do for it. */
    public interface Host {
        /** The worker waits for work in a cluster, where it has that name. */
        void joined(String name);

        /** Shows the user one line. */
        void notice(String line);

        /** Remembers how to end the worker early. */
        void onStop(Runnable stop);
    }

    /**
     * Runs a worker until it ends.
     *
     * @param once end after one load
     * @throws IOException if it cannot join; the message is one line
     */
    public static End run(ClusterConfig config, boolean once, Host host) throws IOException, InterruptedException {
        return run(config, once, host, Version.current(),
                loop -> (run, plan, events) -> GeneratorTask.begin(run, plan, loop, events));
    }

    static End run(ClusterConfig config, boolean once, Host host, String version,
            Function<Executor, LoadTask.Starter> loads) throws IOException, InterruptedException {
        try (var loop = new SerialExecutor()) {
            var listener = new QueuedListener(loop);
            try (JGroupsChannel channel = JGroupsChannel.join(config, listener)) {
                var worker = new Worker(version, once, channel, loads.apply(loop), host::notice);
                host.onStop(() -> loop.execute(worker::leave));
                host.joined(channel.name());
                listener.forwardTo(worker);
                loop.tick(worker::tick);
                return loop.await(worker.ended());
            }
        }
    }
}
