package threadlab.client.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets work that was interrupted from outside (Ctrl-C, TERM) come to an early end and say what it has, before the JVM
 * goes. The JVM's own exit status for the signal stays, 130 or 143.
 */
public final class ShutdownHook {
    /** The work may take so long to end: the last echoes, and what is to be written. */
    private static final int PATIENCE_SECONDS = 20;

    /** Guarded by this; nothing to stop yet. */
    private Runnable stop = () -> {
    };
    /** Guarded by this. */
    private boolean interrupted;
    private final CountDownLatch done = new CountDownLatch(1);

    /** Gives an exit status. */
    public interface Work {
        int run() throws InterruptedException;
    }

    /** What ends the work early; at once, if it has been asked for already. */
    public synchronized void then(Runnable stop) {
        this.stop = stop;
        if (interrupted) {
            stop.run();
        }
    }

    public int hold(Work work) throws InterruptedException {
        try {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stopAndWait));
            return work.run();
        } finally {
            done.countDown();
        }
    }

    private synchronized void stop() {
        interrupted = true;
        stop.run();
    }

    private void stopAndWait() {
        stop();
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("error: the run did not end within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
