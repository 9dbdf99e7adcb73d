package threadlab.demo;

import java.time.Duration;

/** How to sleep; a seam, so that tests need not wait. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
