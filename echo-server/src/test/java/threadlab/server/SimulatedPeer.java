package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

/**
 * A client at the other end of a {@link SimulatedConnection}, with a thread that sends and one that reads until the
 * end.
 */
public final class SimulatedPeer {
    /** What it does once it has sent all that it has. */
    public enum Manner {
        HALF_CLOSES, RESETS, STAYS
    }

    private static final int LONG = 400;
    private static final int SHORT = 30;

    private final SimulatedConnection connection;
    private final SeededThreads threads;
    private final Manner manner;
    private final int toSend;
    /** Pauses in which everybody else may come to rest. */
    private int thoughts;
    private int sent;
    private int sentBeforeTheStop;
    private int received;
    private boolean closed;
    private boolean sawTheEnd;

    public SimulatedPeer(int number, SeededThreads threads) {
        SplittableRandom random = threads.random();
        this.connection = new SimulatedConnection(number);
        this.threads = threads;
        this.manner = Manner.values()[random.nextInt(Manner.values().length)];
        this.thoughts = random.nextInt(3);
        this.toSend = random.nextInt(random.nextInt(3) == 0 ? LONG : SHORT);
    }

    public void start(SimulatedListener listener) {
        threads.start("peer " + connection.number() + ", " + manner, () -> {
            SeededThreads.yield(threads.random().nextInt(50));
            listener.connect(connection);
            threads.start("reader of peer " + connection.number(), this::receive);
            send();
        });
    }

    private void send() {
        while (sent < toSend && !isOver()) {
            threads.await(() -> isOver() || connection.up().hasRoom());
            if (!isOver()) {
                connection.up().put(byteAt(sent++));
                threads.changed();
                dawdle();
            }
        }
        if (!isOver() && manner == Manner.HALF_CLOSES) {
            connection.up().end();
        } else if (!isOver() && manner == Manner.RESETS) {
            connection.reset();
        }
        threads.changed();
    }

    private void dawdle() {
        int choice = threads.random().nextInt(16);
        if (choice < 2) {
            threads.pause();
        } else if (choice == 2 && thoughts-- > 0) {
            threads.sleep();
        }
    }

    private boolean isOver() {
        return closed || connection.isReset();
    }

    private void receive() {
        SimulatedConnection.Stream down = connection.down();
        do {
            threads.await(() -> !down.isEmpty() || down.isEnded() || connection.isReset());
            while (!down.isEmpty()) {
                assertThat(down.take()).as("byte %d of %s", received, this).isEqualTo(byteAt(received++));
            }
            threads.changed();
            threads.pause();
        } while (!connection.isReset() && !(down.isEmpty() && down.isEnded()));
        sawTheEnd = !connection.isReset();
        closed = true;
        connection.close(down, connection.up());
        threads.changed();
    }

    private byte byteAt(int position) {
        return (byte) (31 * connection.number() + position + (position >> 8));
    }

    public int number() {
        return connection.number();
    }

    /** It did reset its connection, or may have. */
    public boolean isRude() {
        return manner == Manner.RESETS;
    }

    public boolean halfCloses() {
        return manner == Manner.HALF_CLOSES;
    }

    /** Nothing was left to send. */
    public boolean sentAll() {
        return sent == toSend;
    }

    public int sent() {
        return sent;
    }

    /** What it has sent by now, the server has received. */
    public void theStopBegins() {
        sentBeforeTheStop = sent;
    }

    public int sentBeforeTheStop() {
        return sentBeforeTheStop;
    }

    public int received() {
        return received;
    }

    /** Whether the stream ended in an orderly way. */
    public boolean sawTheEnd() {
        return sawTheEnd;
    }

    @Override
    public String toString() {
        return "peer " + connection.number() + ", which " + manner + " after " + toSend + " bytes";
    }
}
