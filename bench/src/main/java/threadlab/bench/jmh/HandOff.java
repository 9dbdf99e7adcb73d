package threadlab.bench.jmh;

/**
 * Hands values from one thread to another. {@link #give} returns when the value has been taken, so that both threads
 * wait for each other once per value. One thread gives, and one takes.
 */
interface HandOff<T> {
    void give(T value) throws InterruptedException;

    T take() throws InterruptedException;
}
