package threadlab.client.cluster;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Passes what a link tells on to an event loop, in order; what comes before there is a receiver waits for it. */
public final class QueuedListener implements ClusterChannel.Listener {

    /** Takes a note on the loop's thread. */
    public interface Receiver {
        void received(String member, ClusterMessage note, long at);
    }

    private record Ends(Receiver notes, Consumer<Set<String>> members) {
    }

    private final Executor loop;
    private final CompletableFuture<Ends> ends = new CompletableFuture<>();

    public QueuedListener(Executor loop) {
        this.loop = loop;
    }

    public void to(Receiver notes, Consumer<Set<String>> members) {
        ends.complete(new Ends(notes, members));
    }

    @Override
    public void received(String member, ClusterMessage note, long at) {
        loop.execute(() -> ends.join().notes.received(member, note, at));
    }

    @Override
    public void members(Set<String> present) {
        loop.execute(() -> ends.join().members.accept(present));
    }
}
