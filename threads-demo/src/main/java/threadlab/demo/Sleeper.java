package threadlab.demo;

import java.time.Duration;

/** A way to sleep. Tests pass one that does not wait. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
