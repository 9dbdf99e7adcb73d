package threadlab.bench.jmh;

/**
 * Where one thread gives values to another one. {@link #give} returns when the value has been taken, so for each value
 * either thread waits for the other once. For a single giver and a single taker.
 *
 * @param <T> no value is null
 */
interface HandOff<T> {
    void give(T value) throws InterruptedException;

    T take() throws InterruptedException;
}
