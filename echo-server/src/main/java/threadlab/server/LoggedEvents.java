package threadlab.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What an operator must know of, in the log: that the server cannot accept. Once, and again only after it has gone well
 * for ten seconds: while a full server replaces each session that leaves, accepting works and fails by turns.
 */
final class LoggedEvents implements ServerEvents {
    private static final System.Logger LOG = System.getLogger(EchoServer.class.getName());
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoClock;
    private final Consumer<String> log;
    /** The accept loop's own: only it fails. */
    private long lastFailure;

    LoggedEvents() {
        this(System::nanoTime, line -> LOG.log(Level.WARNING, line));
    }

    LoggedEvents(LongSupplier nanoClock, Consumer<String> log) {
        this.nanoClock = nanoClock;
        this.log = log;
        this.lastFailure = nanoClock.getAsLong() - QUIET_NANOS;
    }

    @Override
    public void acceptFailed(IOException reason, int failures, Duration delay) {
        long now = nanoClock.getAsLong();
        if (now - lastFailure >= QUIET_NANOS) {
            log.accept("cannot accept for now, will keep trying: " + reason.getMessage());
        }
        lastFailure = now;
    }
}
