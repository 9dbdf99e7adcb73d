package threadlab.client.cluster;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import threadlab.client.cli.EchoClientMain;
import threadlab.client.result.LoadResult;

/**
 * Waits for work, does its part of a run, and waits again. A coordinator that is not heard of for a while is lost: the
 * load stops, since nobody would see its result. One thread's own; {@code now} is its monotonic clock, in nanoseconds.
 */
public final class Worker {
    private final String lab;
    private final boolean once;
    private final ClusterChannel link;
    private final Load.Starter starter;
    private final Consumer<String> says;
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    /** Null while there is no work. */
    private Job job;
    private boolean leaving;

    /** The work at hand. */
    private final class Job implements Load.Events {
        private final String run;
        private final String coordinator;
        /** Set once it has begun. */
        private Load load;
        /** When the coordinator last said anything. */
        private long heardAt;
        /** The load runs, or has begun to connect. */
        private boolean loading = true;
        /** The coordinator is gone, or has said that all is done. */
        private boolean dismissed;
        /** The exit status, if this is the last work. */
        private int status;

        Job(String run, String coordinator, long now) {
            this.run = run;
            this.coordinator = coordinator;
            this.heardAt = now;
        }

        @Override
        public void ready() {
            tell(new ClusterMessage.Ready(run));
        }

        @Override
        public void progress(ClusterMessage.Progress progress) {
            tell(progress);
        }

        @Override
        public void ended(LoadResult result, long lateNanos) {
            loading = false;
            tell(new ClusterMessage.Result(run, Duration.ofNanos(lateNanos), result));
            release();
        }

        @Override
        public void failed(String reason) {
            loading = false;
            says.accept(reason);
            tell(new ClusterMessage.Failed(run, reason));
            release();
        }

        private void tell(ClusterMessage note) {
            if (!dismissed) {
                link.send(coordinator, note);
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
                    ended.complete(status);
                }
            }
        }
    }

    /** @param once ends after one run */
    public Worker(String lab, boolean once, ClusterChannel link, Load.Starter starter, Consumer<String> says) {
        this.lab = lab;
        this.once = once;
        this.link = link;
        this.starter = starter;
        this.says = says;
    }

    /** The exit status, once there is nothing more to do. */
    public CompletableFuture<Integer> ended() {
        return ended;
    }

    public void received(String member, ClusterMessage note, long now) {
        switch (note) {
            case ClusterMessage.Call call -> called(member, call);
            case ClusterMessage.Assign assign -> assigned(member, assign, now);
            case ClusterMessage.OfRun ofRun when job != null && ofRun.run().equals(job.run)
                    && member.equals(job.coordinator) ->
                ofRun(ofRun, now);
            default -> {
                // of another run, or what a worker says
            }
        }
    }

    private void called(String member, ClusterMessage.Call call) {
        if (!call.lab().equals(lab) || call.protocol() != ClusterMessage.PROTOCOL) {
            link.send(member, new ClusterMessage.Refusal(link.name(), lab, ClusterMessage.PROTOCOL));
            if (job == null && !ended.isDone()) {
                ended.complete(EchoClientMain.fail("the coordinator is threadlab "
                        + Rendezvous.version(call.lab(), call.protocol()) + ", this worker is "
                        + Rendezvous.version(lab, ClusterMessage.PROTOCOL) + ": it does not join"));
            }
        } else if (job == null && !leaving) {
            link.send(member, new ClusterMessage.Here(link.name()));
        }
    }

    private void assigned(String member, ClusterMessage.Assign assign, long now) {
        if (job != null || leaving) {
            link.send(member, new ClusterMessage.Failed(assign.run(), "it has other work"));
            return;
        }
        job = new Job(assign.run(), member, now);
        job.load = starter.begin(assign.run(), assign.part(), job);
    }

    private void ofRun(ClusterMessage.OfRun note, long now) {
        job.heardAt = now;
        switch (note) {
            case ClusterMessage.Ping ping -> job.tell(new ClusterMessage.Pong(ping.run(), ping.number(), now));
            case ClusterMessage.Start start -> job.load.start(start.at());
            case ClusterMessage.Stop stop -> job.load.stop();
            case ClusterMessage.Done done -> job.dismiss();
            default -> {
                // what a worker says
            }
        }
    }

    public void members(Set<String> present) {
        if (job != null && !job.dismissed && !present.contains(job.coordinator)) {
            lose("its connection broke");
        }
    }

    /** Some ten times a second. */
    public void tick(long now) {
        if (job != null && !job.dismissed && now - job.heardAt > Timeouts.SILENCE) {
            lose("no sign of life for " + Timeouts.SILENCE / 1_000_000_000 + " s");
        }
    }

    private void lose(String why) {
        says.accept("the coordinator is lost (" + why + "): the load stops"
                + (once ? "" : ", and the worker waits for work again"));
        job.status = 1;
        job.dismiss();
    }

    /** Ends the work early, tells what there is, and waits for no more: {@link #ended} once the coordinator has it. */
    public void leave() {
        leaving = true;
        if (job == null) {
            ended.complete(0);
        } else {
            job.load.stop();
        }
    }
}
