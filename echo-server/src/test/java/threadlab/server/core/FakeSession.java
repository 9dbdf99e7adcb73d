package threadlab.server.core;

import java.util.ArrayList;
import java.util.List;
import threadlab.server.events.CloseReason;

/** A session without a socket: counts what the test says, and notes what is asked of it. */
public final class FakeSession implements Session {
    private final List<String> asked = new ArrayList<>();
    private long reads;
    private long bytes;

    public void echo(int size) {
        reads++;
        bytes += size;
    }

    /** What was asked since the last call of this, such as {@code drain lifetime}. */
    public List<String> asked() {
        var all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    @Override
    public void drain(CloseReason why) {
        asked.add("drain " + why);
    }

    @Override
    public void abort(CloseReason why) {
        asked.add("abort " + why);
    }

    @Override
    public long reads() {
        return reads;
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
