package threadlab.bench.faults;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Hands on the first bytes, then has something happen, once, and drops the rest. */
final class AfterBytes implements Stage {
    /** What happens at its end. */
    interface Action {
        void run() throws IOException;
    }

    private final Stage next;
    private final Action action;
    private long left;
    private boolean burnt;

    /**
     * @param way whose own numbers tell how long it is
     * @param least bytes that it hands on, at least
     * @param most bytes, at most
     */
    AfterBytes(ProxyPath way, long least, long most, Stage next, Action action) {
        this.left = way.random().nextLong(least, most + 1);
        this.next = next;
        this.action = action;
    }

    @Override
    public void take(ByteBuffer bytes) throws IOException {
        int count = (int) Math.min(left, bytes.remaining());
        if (count > 0) {
            next.take(bytes.slice(bytes.position(), count));
            left -= count;
        }
        if (left == 0 && !burnt) {
            burnt = true;
            action.run();
        }
    }
}
