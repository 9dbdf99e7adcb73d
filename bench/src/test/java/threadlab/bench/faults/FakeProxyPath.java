package threadlab.bench.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/** A path without sockets that records what a fault does. */
final class FakeProxyPath implements ProxyPath {
    /** The next results of {@link #waiting}; after them it returns 0. */
    final Deque<Integer> waiting = new ArrayDeque<>();
    final List<Duration> pauses = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    private final int connection;
    private final Direction direction;
    private final RandomGenerator random;

    FakeProxyPath() {
        this(0, Direction.UP);
    }

    FakeProxyPath(int connection, Direction direction) {
        this.connection = connection;
        this.direction = direction;
        this.random = Seeds.of(1, connection, 1 + direction.ordinal());
    }

    @Override
    public int connection() {
        return connection;
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
        return Seeds.of(1, connection, 0);
    }

    @Override
    public int waiting() {
        return waiting.isEmpty() ? 0 : waiting.remove();
    }

    @Override
    public void pause(Duration time) {
        pauses.add(time);
    }

    @Override
    public void yieldThread() {
        asked.add("yield");
    }

    @Override
    public void end() {
        asked.add("end");
    }

    @Override
    public void reset() {
        asked.add("reset");
    }

    @Override
    public void blackhole() {
        asked.add("blackhole");
    }
}
