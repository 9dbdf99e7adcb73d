package threadlab.server.observe;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerListener;
import threadlab.support.AddressFormat;
import threadlab.support.PrintableText;

/**
 * Logs what an operator must know: that the server cannot accept, rejects connections, or meets peers that fail at TLS.
 * Each kind is logged once, and again only after ten seconds without it: a full server fails and succeeds by turns, and
 * a rejected peer may come back a thousand times a second.
 */
public final class LoggingListener implements ServerListener {
    private static final System.Logger LOG = System.getLogger("threadlab.server.EchoServer");
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoClock;
    private final Consumer<String> log;
    private final Kind acceptFailures = new Kind();
    private final Kind rejections = new Kind();
    private final Kind handshakes = new Kind();
    private final Kind tlsFailures = new Kind();

    public LoggingListener() {
        this(System::nanoTime, line -> LOG.log(Level.WARNING, line));
    }

    LoggingListener(LongSupplier nanoClock, Consumer<String> log) {
        this.nanoClock = nanoClock;
        this.log = log;
    }

    @Override
    public void acceptFailed(IOException reason, int failures, Duration delay) {
        if (acceptFailures.isNew()) {
            log.accept("cannot accept for now, will keep trying: " + reason.getMessage());
        }
    }

    @Override
    public void rejected(SocketAddress peer, RejectReason reason) {
        if (rejections.isNew()) {
            log.accept("rejected " + AddressFormat.format(peer) + ", " + reason + "; more of these are only counted");
        }
    }

    @Override
    public void handshakeFailed(SocketAddress peer, IOException reason) {
        log(handshakes, "no TLS with ", peer, reason);
    }

    @Override
    public void tlsFailed(SocketAddress peer, IOException reason) {
        log(tlsFailures, "broken TLS from ", peer, reason);
    }

    private void log(Kind kind, String what, SocketAddress peer, IOException reason) {
        if (kind.isNew()) {
            log.accept(what + AddressFormat.format(peer) + ": " + PrintableText.of(String.valueOf(reason.getMessage()))
                    + "; more of these are only counted");
        }
    }

    /** One kind of event. Thread-safe. */
    private final class Kind {
        private boolean happened;
        private long last;

        synchronized boolean isNew() {
            long now = nanoClock.getAsLong();
            boolean isNew = !happened || now - last >= QUIET_NANOS;
            happened = true;
            last = now;
            return isNew;
        }
    }
}
