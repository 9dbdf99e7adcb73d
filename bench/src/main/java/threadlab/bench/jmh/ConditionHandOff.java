package threadlab.bench.jmh;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A hand-off with a lock and two conditions, as in a textbook. */
final class ConditionHandOff<T> implements HandOff<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition given = lock.newCondition();
    private final Condition taken = lock.newCondition();
    /** The offered value, if there is one. Guarded by the lock. */
    private @Nullable T value;

    @Override
    public void give(T offered) throws InterruptedException {
        lock.lock();
        try {
            value = offered;
            given.signal();
            while (value != null) {
                taken.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public T take() throws InterruptedException {
        lock.lock();
        try {
            while (value == null) {
                given.await();
            }
            T offered = value;
            value = null;
            taken.signal();
            return offered;
        } finally {
            lock.unlock();
        }
    }
}
