package threadlab.server;

import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.opentest4j.TestAbortedException;

/**
 * Virtual threads that run one at a time, on the thread that calls {@link #run}, in an order drawn from a seed: one
 * goes on until it waits or yields, and then any that can go on may be next. So a schedule is a function of its seed,
 * as long as nobody waits for time to pass or for the operating system; and state that only these threads touch needs
 * no lock.
 *
 * <p>Takes a constructor of the JDK that its own tests have for this; where there is none, the test is skipped.
 */
public final class SeededThreads implements Executor {
    private final SplittableRandom random;
    private final long sleepNanos;
    private final Thread.Builder.OfVirtual builder;
    private final List<Runnable> ready = new ArrayList<>();
    private final List<Thread> all = new ArrayList<>();
    private final List<Thread> waiting = new ArrayList<>();
    private final List<Thread> sleeping = new ArrayList<>();
    private final List<Throwable> thrown = new ArrayList<>();

    /** @param sleep what {@link #sleep} takes at least, on the real clock */
    public SeededThreads(long seed, Duration sleep) {
        this.random = new SplittableRandom(seed);
        this.sleepNanos = sleep.toNanos();
        this.builder = builder(this).uncaughtExceptionHandler((thread, e) -> thrown.add(e));
    }

    private static Thread.Builder.OfVirtual builder(Executor scheduler) {
        try {
            Constructor<?> constructor = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                    .getDeclaredConstructor(Executor.class);
            constructor.setAccessible(true);
            return (Thread.Builder.OfVirtual) constructor.newInstance(scheduler);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new TestAbortedException("this JDK lets nobody schedule its virtual threads: " + e, e);
        }
    }

    /** The numbers that the schedule is drawn from; its threads may draw as well. */
    public SplittableRandom random() {
        return random;
    }

    public Thread unstarted(String name, Runnable task) {
        Thread thread = builder.name(name).unstarted(task);
        all.add(thread);
        return thread;
    }

    public void start(String name, Runnable task) {
        unstarted(name, task).start();
    }

    /** Threads that are started later than they are made. */
    public ThreadFactory factory(String name) {
        return task -> {
            Thread thread = unstarted(name, task);
            pause();
            return thread;
        };
    }

    /** By the JDK: a thread can go on. */
    @Override
    public void execute(Runnable continuation) {
        ready.add(continuation);
    }

    /** Until all threads have ended; fails if one has thrown, or if some wait for ever. */
    public void run() {
        while (!ready.isEmpty() || wakeSleepers()) {
            Collections.swap(ready, random.nextInt(ready.size()), ready.size() - 1);
            ready.removeLast().run();
        }
        if (!thrown.isEmpty()) {
            throw new AssertionError("a thread has thrown", thrown.getFirst());
        }
        List<String> alive = all.stream().filter(Thread::isAlive).map(Thread::getName).toList();
        if (!alive.isEmpty()) {
            throw new AssertionError("these wait for ever: " + alive);
        }
    }

    /** Time passes only while nobody can go on, and then some of them wake together. False if there are none. */
    private boolean wakeSleepers() {
        if (sleeping.isEmpty()) {
            return false;
        }
        long start = System.nanoTime();
        while (System.nanoTime() - start < sleepNanos) {
            LockSupport.parkNanos(sleepNanos);
        }
        for (int count = 1 + random.nextInt(sleeping.size()); count > 0; count--) {
            LockSupport.unpark(sleeping.remove(random.nextInt(sleeping.size())));
        }
        return true;
    }

    /** From here on, the calling thread's: others may run, or may not. */
    public void pause() {
        for (int times = random.nextInt(3); times > 0; times--) {
            Thread.yield();
        }
    }

    /** Others run so often. */
    public static void yield(int times) {
        for (int i = 0; i < times; i++) {
            Thread.yield();
        }
    }

    /** Until nobody else can go on, at least. */
    public void sleep() {
        Thread me = Thread.currentThread();
        sleeping.add(me);
        while (sleeping.contains(me)) {
            LockSupport.park();
        }
    }

    /** Until it is so; whoever changes what that depends on says so with {@link #changed}. */
    public void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            waiting.add(Thread.currentThread());
            LockSupport.park();
        }
    }

    public void changed() {
        waiting.forEach(LockSupport::unpark);
        waiting.clear();
    }
}
