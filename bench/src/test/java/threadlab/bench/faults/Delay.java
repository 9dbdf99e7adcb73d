package threadlab.bench.faults;

import java.time.Duration;

/**
 * Holds up each piece for a time between these two, evenly spread. One piece at a time: what comes meanwhile waits behind
 * it, so the order stays.
 */
record Delay(Duration least, Duration most) implements Fault {

    static Delay of(Duration time) {
        return new Delay(time, time);
    }

    @Override
    public Stage on(ProxyPath way, Stage next) {
        return bytes -> {
            way.pause(Duration.ofNanos(way.random().nextLong(least.toNanos(), most.toNanos() + 1)));
            next.take(bytes);
        };
    }
}
