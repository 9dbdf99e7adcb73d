package threadlab.bench.faults;

import java.util.random.RandomGenerator;

/** Passes bytes on in pieces of random sizes, whose logarithms are evenly distributed. */
record Pieces(int most) implements Fault {

    @Override
    public Stage on(ProxyPath path, Stage next) {
        RandomGenerator random = path.random();
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
