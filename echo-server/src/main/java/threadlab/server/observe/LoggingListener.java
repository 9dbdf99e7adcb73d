package threadlab.server.observe;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import threadlab.server.EchoServer;
import threadlab.server.cli.PrintingListener;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerListener;

/**
 * What an operator must know of, in the log: that the server cannot accept, that it turns somebody away, with whom it has no
 * common TLS, and who breaks it. Each once, and again only after it has not happened for ten seconds: while a full server replaces each session that leaves,
 * accepting works and fails by turns, and whoever is turned away may come back a thousand times a second.
 */
public final class LoggingListener implements ServerListener {
    private static final System.Logger LOG = System.getLogger(EchoServer.class.getName());
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoClock;
    private final Consumer<String> log;
    private final Kind failures = new Kind();
    private final Kind refusals = new Kind();
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
    public void acceptFailed(IOException reason, int inARow, Duration delay) {
        if (failures.isNew()) {
            log.accept("cannot accept for now, will keep trying: " + reason.getMessage());
        }
    }

    @Override
    public void refused(SocketAddress peer, RejectReason reason) {
        if (refusals.isNew()) {
            log.accept("refused " + PrintingListener.text(peer) + ", " + reason + "; more of these are only counted");
        }
    }

    @Override
    public void handshakeFailed(SocketAddress peer, IOException reason) {
        tell(handshakes, "no TLS with ", peer, reason);
    }

    @Override
    public void tlsFailed(SocketAddress peer, IOException reason) {
        tell(tlsFailures, "broken TLS from ", peer, reason);
    }

    private void tell(Kind kind, String what, SocketAddress peer, IOException reason) {
        if (kind.isNew()) {
            log.accept(what + PrintingListener.text(peer) + ": " + PrintingListener.printable(reason.getMessage())
                    + "; more of these are only counted");
        }
    }

    /** One kind of event, from any thread. */
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
