package threadlab.client.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends work early when the JVM receives a signal (Ctrl-C, TERM), and lets it report what it has before the JVM exits.
 * The exit status is the JVM's own for the signal, 130 or 143.
 */
public final class ShutdownHook {
    /** How long the work may take to end: for the last echoes, and to write files. */
    private static final int TIMEOUT_SECONDS = 20;

    /** Guarded by this. Does nothing until there is something to stop. */
    private Runnable stop = () -> {
    };
    /** Guarded by this. */
    private boolean interrupted;
    private final CountDownLatch done = new CountDownLatch(1);

    /** Work with an exit status. */
    public interface Work {
        int run() throws InterruptedException;
    }

    /** Sets what ends the work early. Calls it at once if the signal has already come. */
    public synchronized void then(Runnable stop) {
        this.stop = stop;
        if (interrupted) {
            stop.run();
        }
    }

    /** Does the work and returns its exit status. */
    public int hold(Work work) throws InterruptedException {
        try {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stopAndWait));
            return work.run();
        } finally {
            done.countDown();
        }
    }

    /** Ends the work early, as a signal would, but does not exit. Thread-safe. */
    synchronized void stop() {
        interrupted = true;
        stop.run();
    }

    private void stopAndWait() {
        stop();
        try {
            if (!done.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("error: the run did not end within " + TIMEOUT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
