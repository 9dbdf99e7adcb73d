package threadlab.server.work;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts what the work of messages asks for, and what it takes. Thread-safe, without a lock. */
final class WorkCounters {
    /** The stages that are counted: the first three take a time, the others hold a place. */
    enum Kind {
        CPU, WAIT, CALL, POOL, LOCK, MONITOR
    }

    private static final class Sums {
        private final LongAdder times = new LongAdder();
        private final LongAdder asked = new LongAdder();
        private final LongAdder waited = new LongAdder();
        private final LongAdder had = new LongAdder();
    }

    private final LongSupplier clock;
    private final Map<Kind, Sums> sums = new EnumMap<>(Kind.class);
    /** The kinds that the recipe has, with the places of all stages of a kind; 0 for those that hold none. */
    private final Map<Kind, Integer> places = new EnumMap<>(Kind.class);
    /** Replaced as a whole, so that its numbers belong together. */
    private final AtomicReference<InWork> inWork;
    private final LongAdder threadWaits = new LongAdder();
    private final LongAdder nanosForThread = new LongAdder();

    /** @param clock in nanoseconds */
    WorkCounters(List<Stage> recipe, LongSupplier clock) {
        this.clock = clock;
        for (Kind kind : Kind.values()) {
            sums.put(kind, new Sums());
        }
        recipe.forEach(this::add);
        this.inWork = new AtomicReference<>(InWork.none(clock.getAsLong()));
    }

    private void add(Stage stage) {
        switch (stage) {
            case Stage.Cpu cpu -> add(Kind.CPU, 0);
            case Stage.Wait wait -> add(Kind.WAIT, 0);
            case Stage.Call call -> add(Kind.CALL, 0);
            case Stage.Pool pool -> add(Kind.POOL, pool.places().availablePermits());
            case Stage.SpinningPool pool -> add(Kind.POOL, pool.places().availablePermits());
            case Stage.Lock lock -> add(Kind.LOCK, lock.locks().size());
            case Stage.Monitor monitor -> add(Kind.MONITOR, monitor.monitors().size());
            default -> {
                // A fan, an alloc or a depth has no time but that of its stages.
            }
        }
        stage.stages().forEach(this::add);
    }

    private void add(Kind kind, int more) {
        places.merge(kind, more, Integer::sum);
    }

    long now() {
        return clock.getAsLong();
    }

    void messageBegins() {
        long now = now();
        inWork.updateAndGet(before -> before.begun(now));
    }

    void messageEnds() {
        long now = now();
        inWork.updateAndGet(before -> before.ended(now));
    }

    /** Counts a message that has waited for a thread until now. */
    void threadIsThere(long readyAt) {
        threadWaits.increment();
        nanosForThread.add(now() - readyAt);
    }

    /** Counts a stage that has taken its time until now. */
    void took(Kind kind, long asked, long begun) {
        Sums of = of(kind);
        of.times.increment();
        of.asked.add(asked);
        of.had.add(now() - begun);
    }

    /** Counts a stage that has held a place until now, from {@code got} on, for which it had begun to wait before. */
    void held(Kind kind, long begun, long got) {
        Sums of = of(kind);
        of.times.increment();
        of.waited.add(got - begun);
        of.had.add(now() - got);
    }

    private Sums of(Kind kind) {
        return Objects.requireNonNull(sums.get(kind), "the constructor sets it");
    }

    /** Returns what was counted so far. The most in work are those since the last call. */
    WorkStats take() {
        long now = now();
        InWork work = Objects.requireNonNull(inWork.getAndUpdate(before -> before.at(now).seen())).at(now);
        List<WorkStats.StageTimes> stages = new ArrayList<>();
        places.forEach((kind, count) -> {
            Sums of = of(kind);
            stages.add(new WorkStats.StageTimes(kind.name().toLowerCase(Locale.ROOT), count, of.times.sum(),
                    of.asked.sum(), of.waited.sum(), of.had.sum()));
        });
        return new WorkStats(work.sinceStart(), work.messages(), work.nanos(), work.most(), threadWaits.sum(),
                nanosForThread.sum(), stages);
    }
}
