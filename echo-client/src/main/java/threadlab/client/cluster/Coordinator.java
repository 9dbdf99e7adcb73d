package threadlab.client.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.support.Durations;
import threadlab.support.Version;

/**
 * Finds workers, gives each a part of the plan, starts them at one instant, and merges their results:
 *
 * <pre>DISCOVERING -&gt; CONNECTING -&gt; READING_CLOCKS -&gt; LOADING -&gt; OVER</pre>
 *
 * A worker that is lost from CONNECTING on is given up, never replaced, and the others continue. {@code now} is the
 * coordinator's monotonic clock in nanoseconds. Not thread-safe.
 */
final class Coordinator implements ClusterChannel.Listener {
    private enum State {
        DISCOVERING, CONNECTING, READING_CLOCKS, LOADING, OVER
    }

    private static final int CLOCK_READINGS = 30;
    /** Time from the message to the start, in addition to two round trips. */
    private static final long START_NOTICE = 300_000_000;

    private final List<LoadPlan> parts;
    private final ClusterChannel channel;
    private final ProgressAggregator progress;
    private final Duration joinTimeout;
    private final Consumer<String> notices;
    private final String run;
    private final Rendezvous rendezvous;
    private final CompletableFuture<List<WorkerHandle>> ended = new CompletableFuture<>();
    /** In the order of the parts; empty while workers are discovered. */
    private final List<WorkerHandle> workers = new ArrayList<>();
    private final long createdAt;
    private State state = State.DISCOVERING;
    private long heartbeatAt;
    /** The agreed start, from LOADING on. */
    private long startAt;

    /**
     * @param parts of the plan, one per worker
     * @param notices receives lines for the user
     * @param run a unique name
     */
    Coordinator(List<LoadPlan> parts, ClusterChannel channel, LoadListener listener, Duration joinTimeout,
            Consumer<String> notices, String run, long now) {
        this.parts = List.copyOf(parts);
        this.channel = channel;
        this.progress = new ProgressAggregator(listener);
        this.joinTimeout = joinTimeout;
        this.notices = notices;
        this.run = run;
        this.rendezvous = new Rendezvous(parts.size());
        this.createdAt = now;
        this.heartbeatAt = now - Timeouts.HEARTBEAT_INTERVAL;
    }

    /**
     * Returns the result of {@code plan}, of which the workers do the parts, when all is over; completed exceptionally
     * with an {@link IOException} whose message is one line.
     */
    CompletableFuture<LoadResult> result(LoadPlan plan) {
        return ended.thenApply(
                all -> ResultMerger.merge(plan, all.stream().map(WorkerHandle::part).toList()));
    }

    /** Called about ten times per second. */
    void tick(long now) {
        for (WorkerHandle worker : active()) {
            worker.failure(now).ifPresent(reason -> lose(worker, reason, now));
        }
        if (state != State.OVER && now - heartbeatAt >= Timeouts.HEARTBEAT_INTERVAL) {
            heartbeatAt = now;
            heartbeat(now);
        }
        advance(now);
    }

    private void heartbeat(long now) {
        if (state == State.DISCOVERING) {
            channel.sendAll(new ClusterMessage.Discover(Version.current(), ClusterMessage.PROTOCOL));
            if (now - createdAt > joinTimeout.toNanos()) {
                fail(rendezvous.tooFew(Durations.format(joinTimeout)));
            }
        }
        pingAll(now);
        report(now);
    }

    private void pingAll(long now) {
        active().forEach(worker -> channel.send(worker.member, worker.ping(run, now)));
    }

    @Override
    public void members(Set<String> present, long now) {
        rendezvous.retain(present);
        for (WorkerHandle worker : active()) {
            if (!present.contains(worker.member)) {
                lose(worker, "its connection broke", now);
            }
        }
        advance(now);
    }

    @Override
    public void received(String member, ClusterMessage message, long now) {
        if (state == State.DISCOVERING) {
            discovered(member, message, now);
        } else if (message instanceof ClusterMessage.RunMessage runMessage && runMessage.run().equals(run)) {
            active().stream().filter(worker -> worker.member.equals(member)).findFirst()
                    .ifPresent(worker -> received(worker, runMessage, now));
        }
        advance(now);
    }

    private void discovered(String member, ClusterMessage message, long now) {
        if (message instanceof ClusterMessage.VersionMismatch mismatch) {
            rendezvous.mismatch(mismatch).ifPresent(notices);
        } else if (message instanceof ClusterMessage.Join join) {
            rendezvous.join(member, join.name());
            if (rendezvous.isComplete()) {
                assign(now);
            }
        }
    }

    private void assign(long now) {
        for (Map.Entry<String, String> chosen : rendezvous.chosen()) {
            var worker = new WorkerHandle(chosen.getKey(), chosen.getValue(), parts.get(workers.size()), now);
            workers.add(worker);
            channel.send(worker.member, new ClusterMessage.Assign(run, worker.plan));
        }
        state = State.CONNECTING;
    }

    private void received(WorkerHandle worker, ClusterMessage.RunMessage message, long now) {
        worker.heard(now);
        switch (message) {
            case ClusterMessage.Ready ready -> worker.ready();
            case ClusterMessage.Pong pong -> {
                worker.pong(pong, now);
                if (state == State.READING_CLOCKS) {
                    channel.send(worker.member, worker.ping(run, now));
                }
            }
            case ClusterMessage.Progress report -> {
                worker.progress(report, now);
                progress.progress(worker.member, report);
            }
            case ClusterMessage.Result result -> {
                worker.result(result);
                progress.remove(worker.member);
                channel.send(worker.member, new ClusterMessage.Done(run));
            }
            case ClusterMessage.Failed failed -> failed(worker, failed.reason(), now);
            default -> {
                // only a coordinator sends these
            }
        }
    }

    /** Before the start a failure ends the run; afterwards the other workers have measured something. */
    private void failed(WorkerHandle worker, String reason, long now) {
        if (state == State.LOADING) {
            lose(worker, reason, now);
        } else {
            fail("worker " + worker.name + ": " + reason);
        }
    }

    private void lose(WorkerHandle worker, String reason, long now) {
        String when = state == State.LOADING
                ? String.format(Locale.ROOT, "%.1f s after the start", Math.max(0, now - startAt) / 1e9)
                : "before the start";
        worker.lose(when + " (" + reason + ")");
        progress.remove(worker.member);
        notices.accept("worker " + worker.name + " lost " + when + ": " + reason);
        channel.send(worker.member, new ClusterMessage.Done(run)); // it may still be alive
    }

    private void advance(long now) {
        if (state == State.CONNECTING && active().stream().allMatch(WorkerHandle::isReady)) {
            state = State.READING_CLOCKS;
            pingAll(now);
        }
        if (state == State.READING_CLOCKS
                && active().stream().allMatch(worker -> worker.clock.readings() >= CLOCK_READINGS)) {
            start(now);
        }
        if (state != State.DISCOVERING && state != State.OVER && active().isEmpty()) {
            report(now);
            end();
            ended.complete(workers);
        }
    }

    private void start(long now) {
        long slowest = active().stream().mapToLong(worker -> worker.clock.roundTrip()).max().orElse(0);
        startAt = now + START_NOTICE + 2 * slowest;
        for (WorkerHandle worker : active()) {
            worker.start(startAt);
            channel.send(worker.member, new ClusterMessage.Start(run, worker.clock.toRemote(startAt)));
        }
        state = State.LOADING;
    }

    private void report(long now) {
        if (state == State.LOADING) {
            progress.report(Duration.ofNanos(Math.max(0, now - startAt)));
        }
    }

    /** Ends the run early. */
    void stop(long now) {
        if (state == State.DISCOVERING) {
            fail("stopped before there were enough workers");
        }
        active().forEach(worker -> channel.send(worker.member, new ClusterMessage.Stop(run)));
        advance(now);
    }

    private void fail(String line) {
        end();
        ended.completeExceptionally(new IOException(line));
    }

    private void end() {
        state = State.OVER;
        progress.end();
        workers.forEach(worker -> channel.send(worker.member, new ClusterMessage.Done(run)));
    }

    private List<WorkerHandle> active() {
        return workers.stream().filter(WorkerHandle::isActive).toList();
    }
}
