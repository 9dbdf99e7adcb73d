package threadlab.bench.jmh;

import java.util.concurrent.SynchronousQueue;

/** A hand-off with the queue that the JDK has for this. */
final class QueueHandOff<T> implements HandOff<T> {
    private final SynchronousQueue<T> queue = new SynchronousQueue<>();

    @Override
    public void give(T value) throws InterruptedException {
        queue.put(value);
    }

    @Override
    public T take() throws InterruptedException {
        return queue.take();
    }
}
