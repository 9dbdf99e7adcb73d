package threadlab.bench.faults;

import java.util.random.RandomGenerator;

/**
 * Lets others run after one in so many pieces, on average. Else a receiver that shares the proxy's processors comes so late
 * that it finds many pieces as one.
 */
record GiveWay(int pieces) implements Fault {

    @Override
    public Stage on(Way way, Stage next) {
        RandomGenerator random = way.random();
        return bytes -> {
            next.take(bytes);
            if (random.nextInt(pieces) == 0) {
                way.giveWay();
            }
        };
    }
}
