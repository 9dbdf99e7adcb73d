package threadlab.client.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import threadlab.client.transport.ConnectionErrors;
import threadlab.client.transport.Transport;
import threadlab.client.verify.Diagnosis;
import threadlab.client.verify.Failure;
import threadlab.support.CloseUtils;
import threadlab.support.Counted;

/**
 * A session of the load: sends messages when its {@link Pacer} says so, compares every byte that comes back, and
 * records the latencies. It never blocks. Not thread-safe; used by the thread of its {@link EventLoop}.
 */
final class ClientSession implements EventLoop.Handler {
    /** The first failures of a run are compared with all sessions, which is slow. */
    private static final int THOROUGH_DIAGNOSES = 10;

    /** The purpose of a session. */
    enum Role {
        /** Sends messages that are measured. */
        BUSY,
        /** Sends nothing. */
        IDLE,
        /** Is opened under the load and sends one message. */
        PROBE
    }

    final int number;
    final Role role;
    private final SelectionKey key;
    private final Transport transport;
    private final Run run;
    private final EventLoop loop;
    private final InFlight inFlight = new InFlight();
    private final Sender sender;
    private final EchoCursor received;
    /** Set when the session starts, as window and recorder. */
    @SuppressWarnings("NullAway.Init")
    private Pacer pacer;
    @SuppressWarnings("NullAway.Init")
    private MeasurementWindow window;
    @SuppressWarnings("NullAway.Init")
    private SessionRecorder recorder;
    private boolean started;
    /** A timer is set. There is at most one, since the next due time never becomes earlier. */
    private boolean timerSet;
    /** No further message is begun. */
    private boolean leaving;
    private boolean ended;

    /** @param key of a connected channel, with its transport attached */
    ClientSession(int number, Role role, SelectionKey key, Run run, EventLoop loop) {
        this.number = number;
        this.role = role;
        this.key = key;
        this.transport = (Transport) key.attachment();
        this.run = run;
        this.loop = loop;
        this.sender = new Sender(number, run, key, transport);
        this.received = new EchoCursor(number, run);
    }

    /** Returns the pacer of a session that has started. */
    Pacer pacer() {
        return pacer;
    }

    /** Returns the echoes so far of messages that were due in the measured window. */
    long measured() {
        return started ? recorder.measured() : 0;
    }

    /** Begins to react to what the server sends. */
    void listen() {
        key.attach(this);
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Begins to send. */
    void start(MeasurementWindow window, Pacer pacer) {
        this.window = window;
        this.pacer = pacer;
        this.recorder = new SessionRecorder(number, run, loop, window);
        started = true;
        step();
    }

    /** Ends the session once the echoes in flight are back. */
    void leave() {
        leaving = true;
        step();
    }

    void windowOver() {
        if (started) {
            step();
        } else {
            end(true);
        }
    }

    /** The socket can be read, or can be written again. */
    @Override
    public void ready() {
        try {
            if (!ended && key.isReadable()) {
                receive();
            }
            if (!ended && started) {
                send();
            }
        } catch (IOException | CancelledKeyException e) {
            fail(e);
        }
    }

    private void timerExpired() {
        timerSet = false;
        step();
    }

    private void step() {
        try {
            if (!ended) {
                send();
            }
        } catch (IOException | CancelledKeyException e) {
            fail(e);
        }
    }

    private void send() throws IOException {
        beginDueMessages(System.nanoTime());
        sender.send(loop);
        waitOrEnd();
    }

    /** Sets a timer for the next message. A session without one stays until the window ends, unless it is leaving. */
    private void waitOrEnd() {
        long next = leaving ? Pacer.NEVER : pacer.next();
        if (next != Pacer.NEVER) {
            if (mayBegin() && !timerSet) {
                timerSet = true;
                loop.at(next, this::timerExpired);
            }
        } else if (inFlight.count() == 0 && (leaving || window.isOver(System.nanoTime()))) {
            end(true);
        }
    }

    /** Returns whether another message may be begun. If not, the socket or an echo will cause the next step. */
    private boolean mayBegin() {
        return !sender.isBlocked() && inFlight.count() < run.plan().loadModel().depth();
    }

    private void beginDueMessages(long now) {
        while (!leaving && mayBegin() && pacer.isDue(now)) {
            long due = pacer.next();
            if (role == Role.BUSY && !recorder.send(due, now)) {
                leaving = true;
                return;
            }
            inFlight.add(due, now);
            pacer.sent();
            sender.begin();
            leaving |= role == Role.PROBE;
        }
    }

    private void receive() throws IOException {
        do {
            ByteBuffer in = loop.in();
            int count = transport.read(in);
            long now = System.nanoTime();
            if (count < 0) {
                fail(Failure.UNEXPECTED_EOF, "the server ended the stream");
                return;
            }
            in.flip();
            while (in.hasRemaining() && !ended) {
                receiveEcho(in, now);
            }
        } while (!ended && transport.hasBufferedInput());
    }

    /** Takes the bytes of one echo, or as many as have come. */
    private void receiveEcho(ByteBuffer in, long now) {
        int count = received.available(in);
        int wrong = received.firstWrong(in, count, sender, loop.scratch());
        if (wrong >= 0) {
            boolean thorough = run.failures().total() < THOROUGH_DIAGNOSES;
            Diagnosis found = received.diagnose(in, wrong, sender, thorough ? run.nextNumber().get() : 0);
            end(found.failure(), found.detail());
        } else if (received.advance(in, count)) {
            complete(now);
        }
    }

    private void complete(long now) {
        loop.counters().echo();
        if (role == Role.PROBE) {
            loop.pool().served(this, now);
        } else {
            recorder.echo(inFlight.firstDue(), inFlight.firstSent(), now);
        }
        inFlight.removeFirst();
        received.next();
        pacer.echoed(now);
    }

    private void fail(Exception e) {
        if (e instanceof SSLException tls) {
            // In TLS 1.3 a server refuses the client's certificate after the client's own handshake has ended.
            boolean isHandshake = e instanceof SSLHandshakeException && received.isAtStart();
            fail(isHandshake ? Failure.HANDSHAKE_FAILED : Failure.TLS_ERROR, ConnectionErrors.describe(tls));
        } else {
            fail(Failure.RESET, String.valueOf(e.getMessage()));
        }
    }

    private void fail(Failure failure, String detail) {
        end(failure, (role == Role.IDLE ? "idle" : received) + ": " + detail);
    }

    private void end(Failure failure, String detail) {
        run.failures().add(failure, number, detail);
        end(false);
    }

    private void end(boolean asPlanned) {
        ended = true;
        CloseUtils.closeAndLog(transport, ClientSession.class);
        loop.pool().ended(this, asPlanned);
    }

    /** Ends a session that is still waiting for echoes. It counts as unfinished. */
    void abandon() {
        if (!ended) {
            fail(Failure.UNFINISHED, "no more came in time; " + Counted.of(inFlight.count(), "message") + " in flight");
        }
    }
}
