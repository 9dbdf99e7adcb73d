package threadlab.server.carriers;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Sets the number of carriers of this JVM while it runs, to as many as pay ({@link CarrierPolicy}). It is for programs
 * whose virtual threads do one kind of work: what is done is counted for all of them together.
 *
 * <pre>{@code
 * Carriers.asManyAsPay(() -> server.stats().reads());
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Carriers implements AutoCloseable {
    private static final Duration WINDOW = Duration.ofMillis(100);

    private final LongSupplier done;
    private final OperatingSystemMXBean system;
    private final int before;
    private final Thread thread;
    private volatile boolean closed;

    private Carriers(LongSupplier done, OperatingSystemMXBean system) {
        this.done = done;
        this.system = system;
        this.before = Math.toIntExact(VirtualThreadScheduler.carriers().orElseThrow());
        this.thread = Thread.ofPlatform().daemon().name("carriers").unstarted(this::run);
    }

    /**
     * Begins with one carrier. Empty where the number cannot change: before Java 24, and with one CPU.
     *
     * @param done counts what the virtual threads have done, such as messages answered; called a few times a second, by
     *     a thread of its own; an exception ends the changes, as {@link #close} does
     */
    public static Optional<Carriers> asManyAsPay(LongSupplier done) {
        if (VirtualThreadScheduler.carriers().orElse(1) == 1
                || !(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return Optional.empty();
        }
        var carriers = new Carriers(done, system);
        carriers.thread.start();
        return Optional.of(carriers);
    }

    private void run() {
        try {
            followPolicy(new CarrierPolicy(before));
        } finally { // also where the program's count has failed
            VirtualThreadScheduler.setCarriers(before);
        }
    }

    private void followPolicy(CarrierPolicy policy) {
        VirtualThreadScheduler.setCarriers(policy.carriers());
        long doneAt = done.getAsLong();
        long cpuAt = system.getProcessCpuTime();
        long at = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(this, WINDOW.toNanos());
            long now = System.nanoTime();
            long doneNow = done.getAsLong();
            long cpuNow = system.getProcessCpuTime();
            double seconds = (now - at) / 1e9;
            next(policy, (doneNow - doneAt) / seconds, (cpuNow - cpuAt) / 1e9 / seconds);
            at = now;
            doneAt = doneNow;
            cpuAt = cpuNow;
        }
    }

    private static void next(CarrierPolicy policy, double donePerSecond, double cpus) {
        int was = policy.carriers();
        long queued = VirtualThreadScheduler.queued().orElse(0);
        int carriers = policy.next(donePerSecond, cpus, queued);
        if (carriers != was) {
            VirtualThreadScheduler.setCarriers(carriers);
            var event = new CarriersChanged();
            event.before = was;
            event.carriers = carriers;
            event.donePerSecond = donePerSecond;
            event.cpus = cpus;
            event.queued = queued;
            event.commit();
        }
    }

    /** Ends the changes. Soon after, there are as many carriers as before. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
