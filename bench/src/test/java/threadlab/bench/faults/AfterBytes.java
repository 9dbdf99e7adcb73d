package threadlab.bench.faults;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Passes the first bytes on, then does something once, and drops the rest. */
final class AfterBytes implements Stage {
    /** Done after the bytes. */
    interface Action {
        void run() throws IOException;
    }

    private final Stage next;
    private final Action action;
    private long left;
    private boolean done;

    /**
     * Makes a stage that passes a random number of bytes on.
     *
     * @param least minimum of the number
     * @param most maximum of the number
     */
    AfterBytes(ProxyPath path, long least, long most, Stage next, Action action) {
        this.left = path.random().nextLong(least, most + 1);
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
        if (left == 0 && !done) {
            done = true;
            action.run();
        }
    }
}
