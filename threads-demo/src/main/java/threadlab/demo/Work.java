package threadlab.demo;

/** The work of a thread. It ends early, with the exception, if its thread is interrupted. */
@FunctionalInterface
public interface Work {
    void run() throws InterruptedException;
}
