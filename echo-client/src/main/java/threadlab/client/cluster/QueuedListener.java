package threadlab.client.cluster;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Queues the events of a channel for one thread, in order. Events wait until there is a receiver. */
final class QueuedListener implements ClusterChannel.Listener {
    private final Executor loop;
    private final CompletableFuture<ClusterChannel.Listener> receiver = new CompletableFuture<>();

    QueuedListener(Executor loop) {
        this.loop = loop;
    }

    void forwardTo(ClusterChannel.Listener listener) {
        receiver.complete(listener);
    }

    @Override
    public void received(String member, ClusterMessage message, long at) {
        loop.execute(() -> receiver.join().received(member, message, at));
    }

    @Override
    public void members(Set<String> present, long at) {
        loop.execute(() -> receiver.join().members(present, at));
    }
}
