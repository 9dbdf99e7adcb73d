package threadlab.client.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import threadlab.client.plan.LoadModel;
import threadlab.client.transport.TlsProblem;
import threadlab.client.transport.Transport;
import threadlab.client.verify.Diagnosis;
import threadlab.client.verify.Failure;
import threadlab.client.verify.MessageSizes;
import threadlab.client.verify.Payload;

/**
 * One session: sends messages when its {@link Pacer} says so, compares every byte that comes back, and records how long
 * each message took. Everything happens in steps on the thread of its {@link EventLoop}; none blocks.
 *
 * <p>Nothing that was sent is kept. Two cursors run through the stream of messages, one where the next byte is sent and
 * one where the next is expected, and {@link Payload} makes the bytes at either.
 */
final class ClientSession implements EventLoop.Handler {
    /** So many failed sessions are compared with all others. */
    private static final int THOROUGH = 10;
    /** A message that leaves later than this after its time left late. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** What a session is there for. */
    enum Role {
        /** Its echoes are measured. */
        BUSY,
        /** Sends nothing. */
        IDLE,
        /** Comes under the load for one echo. */
        NEWCOMER
    }

    private final int number;
    private final Role role;
    private final SelectionKey key;
    private final Transport transport;
    private final Run run;
    private final MessageSizes sizes;
    private final EventLoop loop;
    private final InFlight inFlight = new InFlight();
    /** Null until it starts, as the pacer. */
    private MeasurementWindow window;
    private Pacer pacer;
    /** Messages that were begun, the last perhaps not all on its way yet. */
    private long begun;
    /** Where the next byte is sent. */
    private long sending;
    private int sendingOffset;
    /** Where the next byte is expected; the messages before it are the echoes. */
    private long echoes;
    private int offset;
    /** Echoes of messages due in the measured window. */
    private long measured;
    private boolean blocked;
    /** The selector tells when the socket can be written. */
    private boolean awaitsRoom;
    /** A timer runs; there is never more than one, since what is due next never becomes earlier. */
    private boolean armed;
    /** No message is begun any more. */
    private boolean leaving;
    private boolean ended;

    /** @param key of a connected channel, with its transport attached */
    ClientSession(int number, Role role, SelectionKey key, Run run, EventLoop loop) {
        this.number = number;
        this.role = role;
        this.key = key;
        this.transport = (Transport) key.attachment();
        this.run = run;
        this.sizes = run.plan().sizes();
        this.loop = loop;
    }

    int number() {
        return number;
    }

    Role role() {
        return role;
    }

    Pacer pacer() {
        return pacer;
    }

    /** Echoes so far of messages due in the measured window. */
    long measured() {
        return measured;
    }

    /** Notices from now on what comes. */
    void listen() {
        key.attach(this);
        key.interestOps(SelectionKey.OP_READ);
    }

    /** Sends from now on. */
    void start(MeasurementWindow window, Pacer pacer) {
        this.window = window;
        this.pacer = pacer;
        step();
    }

    /** Ends once the echoes are back that are on their way. */
    void leave() {
        leaving = true;
        step();
    }

    void windowOver() {
        if (pacer == null) {
            end(true);
        } else {
            step();
        }
    }

    /** The socket can be read, or written after it could not. */
    @Override
    public void ready() {
        try {
            if (!ended && key.isReadable()) {
                receive();
            }
            if (!ended && pacer != null) {
                send();
            }
        } catch (IOException | CancelledKeyException e) {
            broken(e);
        }
    }

    private void timeToSend() {
        armed = false;
        step();
    }

    private void step() {
        try {
            if (!ended) {
                send();
            }
        } catch (IOException | CancelledKeyException e) {
            broken(e);
        }
    }

    private void send() throws IOException {
        begin(System.nanoTime());
        blocked = !transport.flush();
        while (sending < begun && !blocked) {
            ByteBuffer out = loop.out();
            fill(out);
            advance(transport.write(out.flip()));
            blocked = out.hasRemaining() || !transport.flush();
        }
        listenForRoom(blocked);
        holdOrEnd();
    }

    private void listenForRoom(boolean wanted) {
        if (wanted != awaitsRoom) {
            awaitsRoom = wanted;
            key.interestOps(wanted ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }
    }

    /** Asks to be woken for what comes next; one that waits for nothing stays for the window's sake, unless it leaves. */
    private void holdOrEnd() {
        long next = leaving ? Pacer.NEVER : pacer.next();
        if (next != Pacer.NEVER) {
            if (mayBegin()) {
                arm(next);
            }
        } else if (inFlight.count() == 0 && (leaving || window.isOver(System.nanoTime()))) {
            end(true);
        }
    }

    private void arm(long time) {
        if (!armed) {
            armed = true;
            loop.at(time, this::timeToSend);
        }
    }

    /** Else what is due waits for the socket or for an echo, and either brings the session back here. */
    private boolean mayBegin() {
        return !(blocked && sending < begun) && inFlight.count() < run.plan().pacing().depth();
    }

    /** Takes up the messages that are due, unless the socket took no more when it was asked last. */
    private void begin(long now) {
        while (!leaving && mayBegin() && pacer.isDue(now)) {
            long due = pacer.next();
            if (role == Role.BUSY && !countDue(loop.tally(window.phase(due)), now - due)) {
                return;
            }
            inFlight.add(due, now);
            pacer.sent();
            begun++;
            leaving |= role == Role.NEWCOMER;
        }
    }

    /** Counts a message that is about to be begun; false if there have been enough. */
    private boolean countDue(PhaseStats tally, long lateness) {
        leaving = !tally.quota().take();
        if (!leaving) {
            tally.counts().due(lateness > LATE_NANOS);
            if (run.plan().pacing() instanceof LoadModel.Open) {
                tally.latencies().lateness(lateness);
            }
        }
        return !leaving;
    }

    /** As many of the begun messages as there is room for, in one write. */
    private void fill(ByteBuffer out) {
        int from = sendingOffset;
        for (long message = sending; message < begun && out.hasRemaining(); message++) {
            int count = Math.min(out.remaining(), sizes.of(number, message) - from);
            run.payload().put(out, number, message, from, count);
            from = 0;
        }
    }

    private void advance(int count) {
        int left = count;
        while (left > 0) {
            int rest = sizes.of(number, sending) - sendingOffset;
            if (left < rest) {
                sendingOffset += left;
                return;
            }
            left -= rest;
            sending++;
            sendingOffset = 0;
        }
    }

    private void receive() throws IOException {
        do {
            receiveSome();
        } while (!ended && transport.mayHoldMore());
    }

    private void receiveSome() throws IOException {
        ByteBuffer in = loop.in();
        int count = transport.read(in);
        long now = System.nanoTime();
        if (count < 0) {
            fail(Failure.CLOSED_EARLY, "the server ended the stream");
            return;
        }
        in.flip();
        while (in.hasRemaining() && !ended) {
            receiveOne(in, now);
        }
    }

    /** The rest of one message, or what has come of it. */
    private void receiveOne(ByteBuffer in, long now) {
        int size = sizes.of(number, echoes);
        int count = Math.min(in.remaining(), size - offset);
        boolean unasked = echoes == sending && offset >= sendingOffset;
        int wrong = unasked ? 0 : run.plan().verify() ? firstDifference(in, count) : -1;
        if (wrong >= 0) {
            var place = new Diagnosis.Place(number, echoes, offset + wrong, unasked);
            // The search through all sessions is long: a run in which all is wrong need not repeat it for each.
            int searched = run.failures().total() < THOROUGH ? run.numbers().get() : 0;
            var diagnosis = Diagnosis.of(run.payload(), sizes, searched, place, in.position(in.position() + wrong));
            failed(diagnosis.failure(), diagnosis.story());
            return;
        }
        in.position(in.position() + count);
        offset += count;
        if (offset == size) {
            complete(now);
        }
    }

    /** Compares the next bytes with what was sent; where they differ first, or -1. */
    private int firstDifference(ByteBuffer in, int count) {
        ByteBuffer expected = loop.expected();
        run.payload().put(expected, number, echoes, offset, count);
        int limit = in.limit();
        in.limit(in.position() + count);
        int wrong = in.mismatch(expected.flip());
        in.limit(limit);
        return wrong;
    }

    private void complete(long now) {
        loop.counts().echo();
        if (role == Role.NEWCOMER) {
            loop.population().served(this, now);
        } else {
            int phase = window.phase(inFlight.firstIntended());
            PhaseStats tally = loop.tally(phase);
            tally.latencies().echo(now - inFlight.firstIntended(), now - inFlight.firstSent());
            tally.counts().measured(now, !window.isOver(now));
            measured += MeasurementWindow.OUTSIDE - phase; // one or nothing, without a branch: see Window.phase
            if (echoes == 0) {
                run.shares().first(number, now - window.start());
            }
        }
        inFlight.removeFirst();
        offset = 0;
        echoes++;
        pacer.echoed(now);
    }

    private void broken(Exception e) {
        if (e instanceof SSLException tls) {
            fail(isRefusal(tls) ? Failure.HANDSHAKE_FAILED : Failure.TLS_ERROR, TlsProblem.text(tls));
        } else {
            fail(Failure.RESET, e.getMessage());
        }
    }

    /** In TLS 1.3 a client's handshake is done before the server sees its certificate, and refuses it with an alert. */
    private boolean isRefusal(SSLException e) {
        return e instanceof SSLHandshakeException && echoes == 0 && offset == 0;
    }

    private void fail(Failure failure, String story) {
        failed(failure, (role == Role.IDLE ? "idle" : "message " + echoes + ", byte " + offset) + ": " + story);
    }

    private void failed(Failure failure, String story) {
        run.failures().add(failure, number, story);
        end(false);
    }

    private void end(boolean asPlanned) {
        ended = true;
        close();
        loop.population().ended(this, asPlanned);
    }

    /** Ends a session that is still waiting; it then counts as unfinished. */
    void abandon() {
        if (!ended) {
            fail(Failure.UNFINISHED, "no more came in time; " + inFlight.count() + " messages were on their way");
        }
    }

    private void close() {
        try {
            transport.close();
        } catch (IOException e) {
            System.getLogger(ClientSession.class.getName()).log(System.Logger.Level.WARNING, "close failed", e);
        }
    }
}
