package threadlab.client.cluster;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Passes what a link tells on to an event loop, in order; what comes before there is a receiver waits for it. */
final class Posted implements Link.Listener {

    /** Takes a note on the loop's thread. */
    interface Receiver {
        void received(String member, Note note, long at);
    }

    private record Ends(Receiver notes, Consumer<Set<String>> members) {
    }

    private final Executor loop;
    private final CompletableFuture<Ends> ends = new CompletableFuture<>();

    Posted(Executor loop) {
        this.loop = loop;
    }

    void to(Receiver notes, Consumer<Set<String>> members) {
        ends.complete(new Ends(notes, members));
    }

    @Override
    public void received(String member, Note note, long at) {
        loop.execute(() -> ends.join().notes.received(member, note, at));
    }

    @Override
    public void members(Set<String> present) {
        loop.execute(() -> ends.join().members.accept(present));
    }
}
