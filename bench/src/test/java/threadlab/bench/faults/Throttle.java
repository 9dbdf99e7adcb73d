package threadlab.bench.faults;

import java.time.Duration;

/** Limits the rate, in slices of a hundredth of a second. */
record Throttle(int bytesPerSecond) implements Fault {
    private static final int SLICES = 100;

    @Override
    public Stage on(ProxyPath path, Stage next) {
        return new Slicer(Math.max(1, bytesPerSecond / SLICES)).on(path, slice -> {
            long nanos = Math.ceilDiv(slice.remaining() * 1_000_000_000L, bytesPerSecond);
            next.take(slice);
            path.pause(Duration.ofNanos(nanos));
        });
    }
}
