package threadlab.client.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import threadlab.client.cluster.ClusterWorker.End;
import threadlab.client.result.LoadResult;

/**
 * Waits for work, does its part of a run, and waits again. When the coordinator is lost the load stops, since nobody
 * would see its result. {@code now} is the worker's monotonic clock in nanoseconds. Not thread-safe.
 */
final class Worker implements ClusterChannel.Listener {
    private final String version;
    private final boolean once;
    private final ClusterChannel channel;
    private final LoadTask.Starter starter;
    private final Consumer<String> notices;
    private final CompletableFuture<End> ended = new CompletableFuture<>();
    /** Is null while there is no work. */
    private @Nullable Job job;
    private boolean leaving;

    /** The part of a run that the worker is doing. */
    private final class Job implements LoadTask.Events {
        private final String run;
        private final String coordinator;
        /** Set when the load has been created, before any event. */
        @SuppressWarnings("NullAway.Init")
        private LoadTask load;
        /** The time of the coordinator's last message. */
        private long heardAt;
        private boolean loading = true;
        /** The coordinator is lost, or has said that the run is over. */
        private boolean dismissed;
        private End end = End.DONE;

        Job(String run, String coordinator, long now) {
            this.run = run;
            this.coordinator = coordinator;
            this.heardAt = now;
        }

        @Override
        public void ready() {
            send(new ClusterMessage.Ready(run));
        }

        @Override
        public void progress(ClusterMessage.Progress progress) {
            send(progress);
        }

        @Override
        public void ended(LoadResult result, long lateNanos) {
            loading = false;
            send(new ClusterMessage.Result(run, Duration.ofNanos(lateNanos), result));
            release();
        }

        @Override
        public void failed(String reason) {
            loading = false;
            notices.accept(reason);
            send(new ClusterMessage.Failed(run, reason));
            release();
        }

        private void send(ClusterMessage message) {
            if (!dismissed) {
                channel.send(coordinator, message);
            }
        }

        void dismiss() {
            dismissed = true;
            load.stop();
            release();
        }

        private void release() {
            if (!loading && dismissed) {
                job = null;
                if (once || leaving) {
                    ended.complete(end);
                }
            }
        }
    }

    /** @param once end after one run */
    Worker(String version, boolean once, ClusterChannel channel, LoadTask.Starter starter, Consumer<String> notices) {
        this.version = version;
        this.once = once;
        this.channel = channel;
        this.starter = starter;
        this.notices = notices;
    }

    /** Completed when the worker has ended; exceptionally with an {@link IOException} whose message is one line. */
    CompletableFuture<End> ended() {
        return ended;
    }

    @Override
    public void received(String member, ClusterMessage message, long now) {
        switch (message) {
            case ClusterMessage.Discover discover -> discovered(member, discover);
            case ClusterMessage.Assign assign -> assigned(member, assign, now);
            case ClusterMessage.RunMessage runMessage -> {
                if (job != null && runMessage.run().equals(job.run) && member.equals(job.coordinator)) {
                    received(job, runMessage, now);
                }
            }
            default -> {
                // only workers send these
            }
        }
    }

    private void discovered(String member, ClusterMessage.Discover discover) {
        if (!discover.version().equals(version) || discover.protocol() != ClusterMessage.PROTOCOL) {
            channel.send(member,
                    new ClusterMessage.VersionMismatch(channel.name(), version, ClusterMessage.PROTOCOL));
            if (job == null) {
                ended.completeExceptionally(new IOException("the coordinator is threadlab "
                        + Rendezvous.version(discover.version(), discover.protocol()) + ", this worker is "
                        + Rendezvous.version(version, ClusterMessage.PROTOCOL) + ": it does not join"));
            }
        } else if (job == null && !leaving) {
            channel.send(member, new ClusterMessage.Join(channel.name()));
        }
    }

    private void assigned(String member, ClusterMessage.Assign assign, long now) {
        if (job != null || leaving) {
            channel.send(member, new ClusterMessage.Failed(assign.run(), "it has other work"));
            return;
        }
        var assigned = new Job(assign.run(), member, now);
        job = assigned;
        assigned.load = starter.begin(assign.run(), assign.plan(), assigned);
    }

    private void received(Job job, ClusterMessage.RunMessage message, long now) {
        job.heardAt = now;
        switch (message) {
            case ClusterMessage.Ping ping -> job.send(new ClusterMessage.Pong(ping.run(), ping.number(), now));
            case ClusterMessage.Start start -> job.load.start(start.at());
            case ClusterMessage.Stop stop -> job.load.stop();
            case ClusterMessage.Done done -> job.dismiss();
            default -> {
                // only workers send these
            }
        }
    }

    @Override
    public void members(Set<String> present, long now) {
        if (job != null && !job.dismissed && !present.contains(job.coordinator)) {
            lose(job, "its connection broke");
        }
    }

    /** Called about ten times per second. */
    void tick(long now) {
        if (job != null && !job.dismissed && now - job.heardAt > Timeouts.FAILURE_TIMEOUT) {
            lose(job, "no sign of life for " + Timeouts.seconds(Timeouts.FAILURE_TIMEOUT) + " s");
        }
    }

    private void lose(Job job, String reason) {
        notices.accept("the coordinator is lost (" + reason + "): the load stops"
                + (once ? "" : ", and the worker waits for work again"));
        job.end = End.COORDINATOR_LOST;
        job.dismiss();
    }

    /** Ends the work early and sends its result; the worker ends when the coordinator has received that. */
    void leave() {
        leaving = true;
        if (job == null) {
            ended.complete(End.DONE);
        } else {
            job.load.stop();
        }
    }
}
