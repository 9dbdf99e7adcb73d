package threadlab.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** What an operator must know of, in the log: once when accepting fails, not again until it has worked in between. */
final class LoggedEvents implements ServerEvents {
    private static final System.Logger LOG = System.getLogger(EchoServer.class.getName());

    @Override
    public void acceptFailed(IOException reason, int failures, Duration delay) {
        if (failures == 1) {
            LOG.log(Level.WARNING, "cannot accept for now, will try again: " + reason.getMessage());
        }
    }
}
