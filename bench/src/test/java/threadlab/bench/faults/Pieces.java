package threadlab.bench.faults;

import java.util.random.RandomGenerator;

/** Hands on pieces of 1 to so many bytes, small ones as often as large ones on a scale of orders of magnitude. */
record Pieces(int most) implements Fault {

    @Override
    public Stage on(ProxyPath way, Stage next) {
        RandomGenerator random = way.random();
        return bytes -> {
            int end = bytes.limit();
            int size;
            for (int at = bytes.position(); at < end; at += size) {
                size = Math.min(end - at, (int) Math.pow(most, random.nextDouble()));
                next.take(bytes.slice(at, size));
            }
        };
    }
}
