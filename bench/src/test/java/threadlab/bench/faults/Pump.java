package threadlab.bench.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;

/**
 * Reads one direction of a connection and passes the bytes through the faults until the stream ends. Not thread-safe.
 */
final class Pump implements ProxyPath, Runnable {
    private static final int BUFFER = 64 * 1024;

    private final Connection connection;
    private final Direction direction;
    private final Socket from;
    private final Socket to;
    private final LongAdder passed;
    private final RandomGenerator random;
    private final Stage first;
    /** Whether the output has been shut down. */
    private boolean ended;

    /** Makes a pump; {@code passed} counts the bytes that it has written. */
    Pump(Connection connection, Direction direction, Socket from, Socket to, Fault fault, LongAdder passed) {
        this.connection = connection;
        this.direction = direction;
        this.from = from;
        this.to = to;
        this.passed = passed;
        this.random = connection.random(1 + direction.ordinal());
        this.first = fault.on(this, this::write);
    }

    @Override
    public void run() {
        boolean isOrderly = false;
        try {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                first.take(ByteBuffer.wrap(buffer, 0, count));
            }
            end();
            isOrderly = true;
        } catch (IOException broken) {
            // One side has closed its socket.
        } finally {
            if (!isOrderly && !connection.isBlackhole()) {
                connection.reset();
            }
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (!ended && !connection.isBlackhole()) {
            to.getOutputStream().write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            passed.add(bytes.remaining());
        }
    }

    @Override
    public int connection() {
        return connection.number();
    }

    @Override
    public Direction direction() {
        return direction;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public RandomGenerator shared() {
        return connection.random(0);
    }

    @Override
    public int waiting() throws IOException {
        return from.getInputStream().available();
    }

    @Override
    public void pause(Duration time) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("a pause was interrupted");
        }
    }

    @Override
    public void yieldThread() {
        Thread.yield();
    }

    @Override
    public void end() throws IOException {
        if (!ended && !connection.isBlackhole()) {
            ended = true;
            to.shutdownOutput();
        }
    }

    @Override
    public void reset() {
        connection.reset();
    }

    @Override
    public void blackhole() {
        connection.blackhole();
    }
}
