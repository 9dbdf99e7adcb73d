package threadlab.bench.jmh;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A hand-off without a lock: a thread that must wait parks, and the other one unparks it. Each thread publishes itself
 * before it reads the value; so it either sees what the other one did, or is seen and unparked.
 */
final class ParkHandOff<T> implements HandOff<T> {
    private volatile @Nullable Thread giver;
    private volatile @Nullable Thread taker;
    /** The offered value, if there is one. Set by the giver, cleared by the taker. */
    private volatile @Nullable T value;

    @Override
    public void give(T offered) throws InterruptedException {
        giver = Thread.currentThread();
        value = offered;
        LockSupport.unpark(taker);
        while (value != null) {
            park();
        }
    }

    @Override
    public T take() throws InterruptedException {
        taker = Thread.currentThread();
        while (value == null) {
            park();
        }
        T offered = value;
        value = null;
        LockSupport.unpark(giver);
        return offered;
    }

    private void park() throws InterruptedException {
        LockSupport.park(this);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
