package threadlab.client.cluster;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Queues the events of a channel for one thread, in order. Events wait until there is a receiver. */
final class QueuedListener implements ClusterChannel.Listener {

    /** Takes messages on the loop's thread. */
    interface Receiver {
        void received(String member, ClusterMessage message, long at);
    }

    private record Targets(Receiver messages, Consumer<Set<String>> members) {
    }

    private final Executor loop;
    private final CompletableFuture<Targets> targets = new CompletableFuture<>();

    QueuedListener(Executor loop) {
        this.loop = loop;
    }

    void forwardTo(Receiver messages, Consumer<Set<String>> members) {
        targets.complete(new Targets(messages, members));
    }

    @Override
    public void received(String member, ClusterMessage message, long at) {
        loop.execute(() -> targets.join().messages.received(member, message, at));
    }

    @Override
    public void members(Set<String> present) {
        loop.execute(() -> targets.join().members.accept(present));
    }
}
