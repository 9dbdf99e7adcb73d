package threadlab.bench.faults;

import java.time.Duration;

/**
 * Delays each piece for a random time between two limits. Later pieces wait behind it, so that the order stays.
 */
record Delay(Duration least, Duration most) implements Fault {

    static Delay of(Duration time) {
        return new Delay(time, time);
    }

    @Override
    public Stage on(ProxyPath path, Stage next) {
        return bytes -> {
            path.pause(Duration.ofNanos(path.random().nextLong(least.toNanos(), most.toNanos() + 1)));
            next.take(bytes);
        };
    }
}
