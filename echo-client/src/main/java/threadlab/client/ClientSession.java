package threadlab.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * One session: sends messages when its {@link Pacer} says so, compares every byte that comes back, and records how long
 * each message took. Everything happens in steps on the thread of its {@link LoadLoop}; none blocks.
 *
 * <p>Nothing that was sent is kept. Two cursors run through the stream of messages, one where the next byte is sent and
 * one where the next is expected, and {@link Payload} makes the bytes at either.
 */
final class ClientSession {
    /** An open loop may fall behind this far on a connection before the next message waits for an echo. */
    private static final int MOST_IN_FLIGHT = 1024;

    /** So many failed sessions are compared with all others. */
    private static final int THOROUGH = 10;
    /** A message that leaves later than this after its time left late. */
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final int number;
    private final SocketChannel channel;
    private final LoadPlan plan;
    private final Window window;
    private final Payload payload;
    private final Failures failures;
    private final Pacer pacer;
    private final InFlight inFlight = new InFlight();
    /** Echoes so far, measured or not. Written by the loop's thread only. */
    private volatile long echoes;
    /** Echoes of messages due within the measured window. Written by the loop's thread only. */
    private volatile long measured;

    // From here on the loop's thread's own.
    private LoadLoop loop;
    private SelectionKey key;
    /** Messages that were begun, the last perhaps not all on its way yet. */
    private long begun;
    /** Where the next byte is sent. */
    private long sending;
    private int sendingOffset;
    /** Where the next byte is expected; the messages before it are the {@link #echoes}. */
    private int offset;
    private boolean blocked;
    /** A timer runs; there is never more than one, since what is due next never becomes earlier. */
    private boolean armed;
    private boolean ended;
    /** Messages due within the measured window that were begun; of these, those begun late and those echoed within it. */
    private long due;
    private long late;
    private long inTime;

    ClientSession(int number, SocketChannel channel, LoadPlan plan, Window window, Payload payload,
            Failures failures) {
        this.number = number;
        this.channel = channel;
        this.plan = plan;
        this.window = window;
        this.payload = payload;
        this.failures = failures;
        this.pacer = Pacer.of(plan.pacing(), number, plan, window);
    }

    void begin(LoadLoop loop, Selector selector) throws IOException {
        this.loop = loop;
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
        timeToSend();
    }

    /** The socket can be read, or written after it could not. */
    void ready() {
        guarded(() -> {
            if (key.isReadable()) {
                receive();
            }
            if (!ended) {
                send();
            }
        });
    }

    /** The time that was asked for has come. */
    void timeToSend() {
        armed = false;
        guarded(this::send);
    }

    private void send() throws IOException {
        begin(System.nanoTime());
        blocked = false;
        while (sending < begun && !blocked) {
            ByteBuffer out = loop.out();
            fill(out);
            advance(channel.write(out.flip()));
            blocked = out.hasRemaining();
        }
        int wanted = blocked ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
        holdOrEnd();
    }

    /** Asks to be woken for what comes next; a session that has nothing more to do stays until the window is over. */
    private void holdOrEnd() {
        long next = pacer.next();
        if (next != Pacer.NEVER) {
            if (mayBegin()) {
                arm(next);
            }
        } else if (inFlight.count() == 0) {
            if (window.isOver(System.nanoTime())) {
                end();
            } else {
                arm(window.end());
            }
        }
    }

    private void arm(long time) {
        if (!armed) {
            armed = true;
            loop.wakeAt(time, this);
        }
    }

    /** Else what is due waits for the socket or for an echo, and either brings the session back here. */
    private boolean mayBegin() {
        return !(blocked && sending < begun) && inFlight.count() < MOST_IN_FLIGHT;
    }

    /** Takes up the messages that are due, unless the socket took no more when it was asked last. */
    private void begin(long now) {
        while (mayBegin() && pacer.isDue(now)) {
            long intended = pacer.next();
            if (window.isMeasured(intended)) {
                due++;
                late += now - intended > LATE_NANOS ? 1 : 0;
            }
            inFlight.add(intended, now);
            pacer.sent();
            begun++;
        }
    }

    /** As many of the begun messages as there is room for, in one write. */
    private void fill(ByteBuffer out) {
        int from = sendingOffset;
        for (long message = sending; message < begun && out.hasRemaining(); message++) {
            int count = Math.min(out.remaining(), plan.sizes().of(number, message) - from);
            payload.put(out, number, message, from, count);
            from = 0;
        }
    }

    private void advance(int count) {
        int left = count;
        while (left > 0) {
            int rest = plan.sizes().of(number, sending) - sendingOffset;
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
        ByteBuffer in = loop.in();
        int count = channel.read(in);
        long now = System.nanoTime();
        if (count < 0) {
            fail(Failure.CLOSED_EARLY, "message " + echoes + ", byte " + offset + ": the server ended the stream");
            return;
        }
        in.flip();
        while (in.hasRemaining() && !ended) {
            receiveOne(in, now);
        }
    }

    /** The rest of one message, or what has come of it. */
    private void receiveOne(ByteBuffer in, long now) {
        int size = plan.sizes().of(number, echoes);
        int count = Math.min(in.remaining(), size - offset);
        boolean unasked = echoes == sending && offset >= sendingOffset;
        int wrong = unasked ? 0 : plan.verify() ? firstDifference(in, count) : -1;
        if (wrong >= 0) {
            var place = new Diagnosis.Place(number, echoes, offset + wrong, unasked);
            // The search through all sessions is long: a run in which all is wrong need not repeat it for each.
            int searched = failures.total() < THOROUGH ? plan.sessions() : 0;
            var diagnosis = Diagnosis.of(payload, plan.sizes(), searched, place, in.position(in.position() + wrong));
            fail(diagnosis.failure(), diagnosis.story());
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
        payload.put(expected, number, echoes, offset, count);
        int limit = in.limit();
        in.limit(in.position() + count);
        int wrong = in.mismatch(expected.flip());
        in.limit(limit);
        return wrong;
    }

    private void complete(long now) {
        if (window.isMeasured(inFlight.firstIntended())) {
            loop.latencies().record(now - inFlight.firstIntended(), now - inFlight.firstSent());
            measured++;
            inTime += window.isOver(now) ? 0 : 1;
        }
        inFlight.removeFirst();
        offset = 0;
        echoes++;
        pacer.echoed(now);
    }

    /** Runs a step of a session that has not ended; a broken connection ends it. */
    private void guarded(Step step) {
        try {
            if (!ended) {
                step.run();
            }
        } catch (IOException | CancelledKeyException e) {
            fail(Failure.RESET, "message " + echoes + ", byte " + offset + ": " + e.getMessage());
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private void fail(Failure failure, String story) {
        failures.add(failure, number, story);
        end();
    }

    private void end() {
        ended = true;
        loop.ended();
        close();
    }

    /** Ends a session that is still waiting; it then counts as unfinished. */
    void abandon() {
        if (!ended) {
            fail(Failure.UNFINISHED, "message " + echoes + ", byte " + offset + ": no more came in time; "
                    + inFlight.count() + " messages were on their way");
        }
    }

    /** For a session that was never begun, too. */
    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(ClientSession.class.getName()).log(System.Logger.Level.WARNING, "close failed", e);
        }
    }

    long echoes() {
        return echoes;
    }

    long measured() {
        return measured;
    }

    /** Messages due within the measured window. Once the loop has ended, as the two that follow. */
    long due() {
        return due;
    }

    /** Of these, those that left late. */
    long late() {
        return late;
    }

    /** Of these, those whose echo was back before the window ended. */
    long inTime() {
        return inTime;
    }
}
