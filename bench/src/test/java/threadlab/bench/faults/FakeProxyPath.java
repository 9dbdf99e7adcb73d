package threadlab.bench.faults;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/** A way without sockets: notes what a fault asks for. */
final class FakeProxyPath implements ProxyPath {
    /** Answers to {@link #waiting}, 0 once they are used up. */
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
    public void giveWay() {
        asked.add("give way");
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
    public void silence() {
        asked.add("silence");
    }
}
