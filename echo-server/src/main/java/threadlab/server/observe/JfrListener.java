package threadlab.server.observe;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import threadlab.server.events.CloseReason;
import threadlab.server.events.DrainResult;
import threadlab.server.events.RejectReason;
import threadlab.server.events.ServerListener;
import threadlab.support.AddressFormat;

/** The server's events in the JDK's Flight Recorder (JEP 328), next to the JDK's own. Free while nothing records. */
@SuppressWarnings("NullAway.Init") // the fields of an event are set before it is committed
public final class JfrListener implements ServerListener {

    @Name("threadlab.SessionOpened")
    @Label("Session Opened")
    @Category("Threadlab")
    @StackTrace(false)
    static final class SessionOpened extends Event {
        @Label("Peer")
        String peer;
        @Label("Start Latency")
        @Timespan(Timespan.NANOSECONDS)
        long startLatency;
    }

    @Name("threadlab.SessionClosed")
    @Label("Session Closed")
    @Category("Threadlab")
    @StackTrace(false)
    static final class SessionClosed extends Event {
        @Label("Peer")
        String peer;
        @Label("Reason")
        String reason;
        @Label("Reads")
        long reads;
        @Label("Bytes")
        @DataAmount
        long bytes;
    }

    @Name("threadlab.ConnectionRejected")
    @Label("Connection Rejected")
    @Category("Threadlab")
    @StackTrace(false)
    static final class ConnectionRejected extends Event {
        @Label("Peer")
        String peer;
        @Label("Reason")
        String reason;
    }

    @Name("threadlab.HandshakeFailed")
    @Label("Handshake Failed")
    @Category("Threadlab")
    @StackTrace(false)
    static final class HandshakeFailed extends Event {
        @Label("Peer")
        String peer;
        @Label("Reason")
        String reason;
    }

    @Name("threadlab.TlsFailed")
    @Label("TLS Failed")
    @Category("Threadlab")
    @StackTrace(false)
    static final class TlsFailed extends Event {
        @Label("Peer")
        String peer;
        @Label("Reason")
        String reason;
    }

    @Name("threadlab.AcceptBackoff")
    @Label("Accept Backoff")
    @Category("Threadlab")
    @StackTrace(false)
    static final class AcceptBackoffBegun extends Event {
        @Label("Reason")
        String reason;
        @Label("Failures in a Row")
        int failures;
        @Label("Delay")
        @Timespan(Timespan.MILLISECONDS)
        long delay;
    }

    @Name("threadlab.Drain")
    @Label("Drain")
    @Category("Threadlab")
    @StackTrace(false)
    static final class Drain extends Event {
        @Label("Outcome")
        String outcome;
        @Label("Drained Sessions")
        long drained;
        @Label("Forced Sessions")
        long forced;
        @Label("Elapsed")
        @Timespan(Timespan.MILLISECONDS)
        long elapsed;
    }

    @Override
    public void opened(SocketAddress peer, Duration startLatency) {
        var event = new SessionOpened();
        if (event.isEnabled()) {
            event.peer = AddressFormat.format(peer);
            event.startLatency = startLatency.toNanos();
            event.commit();
        }
    }

    @Override
    public void closed(SocketAddress peer, CloseReason reason, long reads, long bytes) {
        var event = new SessionClosed();
        if (event.isEnabled()) {
            event.peer = AddressFormat.format(peer);
            event.reason = reason.toString();
            event.reads = reads;
            event.bytes = bytes;
            event.commit();
        }
    }

    @Override
    public void rejected(SocketAddress peer, RejectReason reason) {
        var event = new ConnectionRejected();
        if (event.isEnabled()) {
            event.peer = AddressFormat.format(peer);
            event.reason = reason.toString();
            event.commit();
        }
    }

    @Override
    public void handshakeFailed(SocketAddress peer, IOException reason) {
        var event = new HandshakeFailed();
        if (event.isEnabled()) {
            event.peer = AddressFormat.format(peer);
            event.reason = String.valueOf(reason.getMessage());
            event.commit();
        }
    }

    @Override
    public void tlsFailed(SocketAddress peer, IOException reason) {
        var event = new TlsFailed();
        if (event.isEnabled()) {
            event.peer = AddressFormat.format(peer);
            event.reason = String.valueOf(reason.getMessage());
            event.commit();
        }
    }

    @Override
    public void acceptFailed(IOException reason, int failures, Duration delay) {
        var event = new AcceptBackoffBegun();
        event.reason = String.valueOf(reason.getMessage());
        event.failures = failures;
        event.delay = delay.toMillis();
        event.commit();
    }

    @Override
    public void drained(DrainResult result) {
        var event = new Drain();
        event.outcome = result.outcome().name();
        event.drained = result.drained();
        event.forced = result.forced();
        event.elapsed = result.elapsed().toMillis();
        event.commit();
    }
}
