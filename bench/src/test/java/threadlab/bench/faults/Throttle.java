package threadlab.bench.faults;

import java.time.Duration;

/** Lets so many bytes a second pass at most, in slices of a hundredth of a second. */
record Throttle(int bytesPerSecond) implements Fault {
    private static final int SLICES = 100;

    @Override
    public Stage on(ProxyPath way, Stage next) {
        return new Slicer(Math.max(1, bytesPerSecond / SLICES)).on(way, slice -> {
            long nanos = Math.ceilDiv(slice.remaining() * 1_000_000_000L, bytesPerSecond);
            next.take(slice);
            way.pause(Duration.ofNanos(nanos));
        });
    }
}
