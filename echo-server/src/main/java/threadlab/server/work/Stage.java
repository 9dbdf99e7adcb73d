package threadlab.server.work;

import java.lang.ref.Reference;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import threadlab.server.work.WorkCounters.Kind;
import threadlab.server.work.WorkFailedException.Lack;

/**
 * A part of the work for a message, done on the thread of the session, which it may block. Thread-safe: all sessions
 * have the same stages, and so the same pools and locks.
 */
public sealed interface Stage
        permits
        Fan,
        Stage.Alloc,
        Stage.Call,
        Stage.Cpu,
        Stage.Depth,
        Stage.Lock,
        Stage.Monitor,
        Stage.Pool,
        Stage.SpinningPool,
        Stage.Wait {
    /**
     * Does it for one message.
     *
     * @param counters where it counts what it has asked for and taken
     * @throws InterruptedException if its thread was interrupted while it waited
     */
    void run(Draw draw, WorkCounters counters) throws WorkFailedException, InterruptedException;

    /** Returns the stages within this one. */
    default List<Stage> stages() {
        return List.of();
    }

    /** Returns whether this stage, or one within it, computes. */
    default boolean computes() {
        return stages().stream().anyMatch(Stage::computes);
    }

    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Returns whether this stage, or one within it, calls a backend. */
    default boolean calls() {
        return stages().stream().anyMatch(Stage::calls);
    }

    /** Does the stages within this one, one after the other. */
    default void runWithin(Draw draw, WorkCounters counters) throws WorkFailedException, InterruptedException {
        for (Stage stage : stages()) {
            stage.run(draw, counters);
        }
    }

    /** Computes, in steps that are measured out. */
    record Cpu(Time time, Computing computing) implements Stage {
        @Override
        public void run(Draw draw, WorkCounters counters) {
            long nanos = time.nanos(draw);
            long begun = counters.now();
            computing.run(nanos);
            counters.took(Kind.CPU, nanos, begun);
        }

        @Override
        public boolean computes() {
            return true;
        }
    }

    /** Waits for a timer: a stand-in for a database, or for another service. */
    record Wait(Time time) implements Stage {
        @Override
        public void run(Draw draw, WorkCounters counters) throws InterruptedException {
            long nanos = time.nanos(draw);
            long begun = counters.now();
            for (long left = nanos; left > 0; left = begun + nanos - counters.now()) {
                LockSupport.parkNanos(this, left);
                checkInterrupt();
            }
            counters.took(Kind.WAIT, nanos, begun);
        }
    }

    /** Calls a backend, a process of its own, and waits for its answer. */
    record Call(Time time, BackendClient backend) implements Stage {
        @Override
        public void run(Draw draw, WorkCounters counters) throws WorkFailedException {
            BackendCall call = drawn(draw);
            long begun = counters.now();
            backend.call(call);
            counters.took(Kind.CALL, call.nanos(), begun);
        }

        BackendCall drawn(Draw draw) {
            return new BackendCall(Math.min(time.nanos(draw), BackendCall.LONGEST.toNanos()));
        }

        @Override
        public boolean calls() {
            return true;
        }
    }

    /** Holds one of some places meanwhile, as of a connection pool. Whoever waits longest has the next one. */
    record Pool(Semaphore places, List<Stage> stages) implements Stage {
        static Pool of(int places, List<Stage> stages) {
            return new Pool(new Semaphore(places, true), stages);
        }

        @Override
        public void run(Draw draw, WorkCounters counters) throws WorkFailedException, InterruptedException {
            long begun = counters.now();
            places.acquire();
            long got = counters.now();
            try {
                runWithin(draw, counters);
                counters.held(Kind.POOL, begun, got);
            } finally {
                places.release();
            }
        }
    }

    /** A {@link Pool} where a thread that waits asks again and again, and yields in between, as some pools do. */
    record SpinningPool(Semaphore places, List<Stage> stages) implements Stage {
        static SpinningPool of(int places, List<Stage> stages) {
            return new SpinningPool(new Semaphore(places), stages);
        }

        @Override
        public void run(Draw draw, WorkCounters counters) throws WorkFailedException, InterruptedException {
            long begun = counters.now();
            while (!places.tryAcquire()) {
                Thread.yield();
                checkInterrupt();
            }
            long got = counters.now();
            try {
                runWithin(draw, counters);
                counters.held(Kind.POOL, begun, got);
            } finally {
                places.release();
            }
        }
    }

    /** Holds one of some locks meanwhile; which one is drawn. */
    record Lock(List<ReentrantLock> locks, List<Stage> stages) implements Stage {
        static Lock of(int locks, List<Stage> stages) {
            return new Lock(Stream.generate(() -> new ReentrantLock()).limit(locks).toList(), stages);
        }

        @Override
        public void run(Draw draw, WorkCounters counters) throws WorkFailedException, InterruptedException {
            ReentrantLock lock = locks.get(draw.next(locks.size()));
            long begun = counters.now();
            lock.lockInterruptibly();
            long got = counters.now();
            try {
                runWithin(draw, counters);
                counters.held(Kind.LOCK, begun, got);
            } finally {
                lock.unlock();
            }
        }
    }

    /** Is in one of some synchronized blocks meanwhile. Before JDK 24 a virtual thread keeps its carrier there. */
    record Monitor(List<Object> monitors, List<Stage> stages) implements Stage {
        static Monitor of(int monitors, List<Stage> stages) {
            return new Monitor(IntStream.range(0, monitors).mapToObj(i -> new Object()).toList(), stages);
        }

        @Override
        public void run(Draw draw, WorkCounters counters) throws WorkFailedException, InterruptedException {
            Object monitor = monitors.get(draw.next(monitors.size()));
            long begun = counters.now();
            synchronized (monitor) {
                long got = counters.now();
                runWithin(draw, counters);
                counters.held(Kind.MONITOR, begun, got);
            }
        }
    }

    /** Holds bytes of the heap meanwhile, as what a request has read and found. */
    record Alloc(int bytes, List<Stage> stages) implements Stage {
        @Override
        public void run(Draw draw, WorkCounters counters) throws WorkFailedException, InterruptedException {
            byte[] held = allocated();
            try {
                runWithin(draw, counters);
            } finally {
                Reference.reachabilityFence(held); // else it would be garbage as soon as it is not used any more
            }
        }

        byte[] allocated() throws WorkFailedException {
            try {
                return new byte[bytes];
            } catch (OutOfMemoryError e) {
                throw new WorkFailedException(Lack.MEMORY, e);
            }
        }
    }

    /** Has further frames on the stack meanwhile, as of a framework that calls the code of an application. */
    record Depth(int frames, List<Stage> stages) implements Stage {
        @Override
        public void run(Draw draw, WorkCounters counters) throws WorkFailedException, InterruptedException {
            deeper(frames - 1, draw, counters);
        }

        private void deeper(int left, Draw draw, WorkCounters counters)
                throws WorkFailedException, InterruptedException {
            if (left > 0) {
                deeper(left - 1, draw, counters);
            } else {
                runWithin(draw, counters);
            }
        }
    }
}
