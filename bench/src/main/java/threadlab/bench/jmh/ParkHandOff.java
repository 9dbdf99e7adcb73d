package threadlab.bench.jmh;

import java.util.concurrent.locks.LockSupport;

/**
 * A slot without a lock: whoever has to wait parks, and the other one unparks it. Each thread first says who it is,
 * then looks at the slot; so it either sees what the other one did, or is seen and unparked.
 */
final class ParkHandOff<T> implements HandOff<T> {
    private volatile Thread giver;
    private volatile Thread taker;
    /** Null while nothing is offered; set by the giver, cleared by the taker. */
    private volatile T value;

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
