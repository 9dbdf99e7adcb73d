package threadlab.bench.meter;

import java.io.IOException;
import java.util.Optional;

/** Finds out whether strace works here, once, on a process of our own. */
final class StraceTrial {
    static final Optional<String> PROBLEM = problem();

    private StraceTrial() {
    }

    private static Optional<String> problem() {
        Process own = null;
        try {
            own = new ProcessBuilder("sleep", "5").start();
            SystemCalls.start(own.pid()).close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while strace was tried");
        } finally {
            if (own != null) {
                own.destroyForcibly();
            }
        }
    }
}
