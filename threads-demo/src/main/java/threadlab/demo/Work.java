package threadlab.demo;

/** What a thread is given to do. It ends early, by the exception, if its thread is interrupted. */
@FunctionalInterface
public interface Work {
    void run() throws InterruptedException;
}
