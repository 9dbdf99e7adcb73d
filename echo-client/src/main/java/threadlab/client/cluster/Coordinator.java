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
import java.util.function.Predicate;
import threadlab.client.cli.EchoClientMain;
import threadlab.client.plan.Durations;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;

/**
 * Gathers workers, shares a plan out to them, starts them at one instant, and merges their results:
 *
 * <pre>GATHERING -&gt; CONNECTING -&gt; READING_CLOCKS -&gt; LOADING -&gt; OVER</pre>
 *
 * A worker that is lost from CONNECTING on is given up, never replaced, and the others go on. One thread's own; {@code now}
 * is its monotonic clock, in nanoseconds.
 */
final class Coordinator {
    private enum State {
        GATHERING, CONNECTING, READING_CLOCKS, LOADING, OVER
    }

    private static final int READINGS = 30;
    /** From the word to the start, beside what the word takes to come. */
    private static final long NOTICE = 300_000_000;

    private final LoadPlan plan;
    private final List<LoadPlan> parts;
    private final ClusterChannel link;
    private final ProgressAggregator live;
    private final Duration patience;
    private final Consumer<String> says;
    private final String run;
    private final Rendezvous gathering;
    private final CompletableFuture<LoadResult> outcome = new CompletableFuture<>();
    /** In the order of the parts; none while workers are gathered. */
    private final List<WorkerHandle> seats = new ArrayList<>();
    private final long calledAt;
    private State state = State.GATHERING;
    /** The last call or ping. */
    private long beatAt;
    /** The agreed instant, from LOADING on. */
    private long startAt;

    /**
     * @param parts of the plan, one a worker
     * @param patience for workers to come
     * @param says hears what a user must know at once, in one line
     * @param run its name, unlike that of any other
     */
    Coordinator(LoadPlan plan, List<LoadPlan> parts, ClusterChannel link, LoadListener listener, Duration patience,
            Consumer<String> says,
            String run, long now) {
        this.plan = plan;
        this.parts = List.copyOf(parts);
        this.link = link;
        this.live = new ProgressAggregator(listener);
        this.patience = patience;
        this.says = says;
        this.run = run;
        this.gathering = new Rendezvous(parts.size());
        this.calledAt = now;
        this.beatAt = now - Timeouts.BEAT;
    }

    /** Done when all is over; exceptionally with an {@link IOException} whose message is the line to say. */
    CompletableFuture<LoadResult> outcome() {
        return outcome;
    }

    /** Some ten times a second. */
    void tick(long now) {
        for (WorkerHandle seat : seats) {
            String why = seat.isAtWork() ? seat.silence(now) : null;
            if (why != null) {
                lose(seat, why, now);
            }
        }
        if (state != State.OVER && now - beatAt >= Timeouts.BEAT) {
            beatAt = now;
            beat(now);
        }
        goOn(now);
    }

    private void beat(long now) {
        if (state == State.GATHERING) {
            link.sendAll(new ClusterMessage.Call(EchoClientMain.VERSION, ClusterMessage.PROTOCOL));
            if (now - calledAt > patience.toNanos()) {
                fail(gathering.tooFew(Durations.text(patience)));
            }
        }
        atWork().forEach(seat -> link.send(seat.member(), seat.ping(run, now)));
        if (state == State.LOADING) {
            live.tell(elapsed(now));
        }
    }

    void members(Set<String> present, long now) {
        gathering.present(present);
        for (WorkerHandle seat : seats) {
            if (seat.isAtWork() && !present.contains(seat.member())) {
                lose(seat, "its connection broke", now);
            }
        }
        goOn(now);
    }

    void received(String member, ClusterMessage note, long now) {
        if (state == State.GATHERING) {
            gather(member, note, now);
        } else if (note instanceof ClusterMessage.OfRun ofRun && ofRun.run().equals(run)) {
            seats.stream().filter(seat -> seat.member().equals(member) && seat.isAtWork()).findFirst()
                    .ifPresent(seat -> received(seat, ofRun, now));
        }
        goOn(now);
    }

    private void gather(String member, ClusterMessage note, long now) {
        if (note instanceof ClusterMessage.Refusal refusal) {
            String line = gathering.refused(refusal);
            if (line != null) {
                says.accept(line);
            }
        } else if (note instanceof ClusterMessage.Here here) {
            gathering.here(member, here.name());
            if (gathering.isComplete()) {
                assign(now);
            }
        }
    }

    private void assign(long now) {
        for (Map.Entry<String, String> worker : gathering.chosen()) {
            var seat = new WorkerHandle(worker.getKey(), worker.getValue(), parts.get(seats.size()), now);
            seats.add(seat);
            link.send(seat.member(), new ClusterMessage.Assign(run, seat.part()));
        }
        state = State.CONNECTING;
    }

    private void received(WorkerHandle seat, ClusterMessage.OfRun note, long now) {
        seat.heard(now);
        switch (note) {
            case ClusterMessage.Ready ready -> seat.ready();
            case ClusterMessage.Pong pong -> {
                seat.pong(pong, now);
                if (state == State.READING_CLOCKS) {
                    link.send(seat.member(), seat.ping(run, now));
                }
            }
            case ClusterMessage.Progress progress -> {
                seat.progress(progress, now);
                live.progress(seat.member(), progress);
            }
            case ClusterMessage.Result result -> {
                seat.result(result);
                live.gone(seat.member());
                link.send(seat.member(), new ClusterMessage.Done(run));
            }
            case ClusterMessage.Failed failed -> failed(seat, failed.reason(), now);
            default -> {
                // what a coordinator says, and no worker
            }
        }
    }

    /** Before the start nothing is lost by giving up; afterwards the others have measured something. */
    private void failed(WorkerHandle seat, String reason, long now) {
        if (state == State.LOADING) {
            lose(seat, reason, now);
        } else {
            fail("worker " + seat.name() + ": " + reason);
        }
    }

    private void lose(WorkerHandle seat, String why, long now) {
        String when = state == State.LOADING
                ? String.format(Locale.ROOT, "%.1f s after the start", Math.max(0, now - startAt) / 1e9)
                : "before the start";
        seat.lose(when + " (" + why + ")");
        live.gone(seat.member());
        says.accept("worker " + seat.name() + " lost " + when + ": " + why);
        link.send(seat.member(), new ClusterMessage.Done(run)); // it may live
    }

    private void goOn(long now) {
        if (state == State.CONNECTING && all(WorkerHandle::isReady)) {
            state = State.READING_CLOCKS;
            atWork().forEach(seat -> link.send(seat.member(), seat.ping(run, now)));
        }
        if (state == State.READING_CLOCKS && all(seat -> seat.clock().readings() >= READINGS)) {
            start(now);
        }
        if (state != State.GATHERING && state != State.OVER && atWork().isEmpty()) {
            finish(now);
        }
    }

    private void start(long now) {
        long slowest = atWork().stream().mapToLong(seat -> seat.clock().roundTrip()).max().orElse(0);
        startAt = now + NOTICE + 2 * slowest;
        for (WorkerHandle seat : atWork()) {
            seat.start(startAt);
            link.send(seat.member(), new ClusterMessage.Start(run, seat.clock().there(startAt)));
        }
        state = State.LOADING;
    }

    private void finish(long now) {
        if (state == State.LOADING) {
            live.tell(elapsed(now));
        }
        end();
        outcome.complete(ResultMerger.of(plan, seats.stream().map(WorkerHandle::outcome).toList()));
    }

    private Duration elapsed(long now) {
        return Duration.ofNanos(Math.max(0, now - startAt));
    }

    /** Ends the run early. */
    void stop(long now) {
        if (state == State.GATHERING) {
            fail("stopped before there were enough workers");
        }
        atWork().forEach(seat -> link.send(seat.member(), new ClusterMessage.Stop(run)));
        goOn(now);
    }

    private void fail(String line) {
        end();
        outcome.completeExceptionally(new IOException(line));
    }

    private void end() {
        state = State.OVER;
        live.end();
        seats.forEach(seat -> link.send(seat.member(), new ClusterMessage.Done(run)));
    }

    private List<WorkerHandle> atWork() {
        return seats.stream().filter(WorkerHandle::isAtWork).toList();
    }

    private boolean all(Predicate<WorkerHandle> condition) {
        return atWork().stream().allMatch(condition);
    }
}
