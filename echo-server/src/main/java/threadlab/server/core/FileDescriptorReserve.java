package threadlab.server.core;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps some file descriptors free for everything but sessions: to load a class, a library or the time zones for a log
 * line the JVM opens files, and fails oddly if it cannot. The acceptor asks before it accepts. A count takes the longer
 * the more are open, so it is remembered as the number of sessions that fit, and made again only when these are
 * reached, and at most once a second. Not thread-safe.
 */
final class FileDescriptorReserve {
    /** Descriptors that no session gets. */
    static final int FREE = 32;
    static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final long max;
    /** Counts the open descriptors of this process. */
    private final LongSupplier open;
    private final LongSupplier nanoClock;
    private long sessionsThatFit;
    private long nextCount;

    /** @param nanoClock a monotonic clock */
    FileDescriptorReserve(long max, LongSupplier open, LongSupplier nanoClock) {
        this.max = Math.min(max, Integer.MAX_VALUE); // without a limit it is the largest long
        this.open = open;
        this.nanoClock = nanoClock;
        this.nextCount = nanoClock.getAsLong();
    }

    /** Returns a reserve that never fails a check where the system does not count descriptors. */
    static FileDescriptorReserve ofThisProcess() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? new FileDescriptorReserve(unix.getMaxFileDescriptorCount(), unix::getOpenFileDescriptorCount,
                        System::nanoTime)
                : new FileDescriptorReserve(Integer.MAX_VALUE, () -> 0, System::nanoTime);
    }

    /**
     * @param sessions open sessions, with the one that is to be accepted
     * @throws IOException if descriptors are short
     */
    void check(int sessions) throws IOException {
        if (sessions > sessionsThatFit && nanoClock.getAsLong() - nextCount >= 0) {
            sessionsThatFit = sessions - 1 + max - FREE - open.getAsLong();
            nextCount = nanoClock.getAsLong() + INTERVAL;
        }
        if (sessions > sessionsThatFit) {
            throw new IOException("of " + max + " file descriptors " + FREE + " must stay free");
        }
    }
}
