package threadlab.demo.diagnose;

import org.jspecify.annotations.Nullable;

/**
 * A platform thread that {@code Thread.print} shows.
 *
 * @param cpuMillis the CPU time that it has used since it started
 * @param carried the id of the virtual thread that it carries; null if it carries none
 */
record PlatformThreadSeen(long id, String name, double cpuMillis, @Nullable Long carried) {
    /** Returns the part of the name that is that of the pool, if it is in one. */
    String pool() {
        return name.replaceFirst("-worker-\\d+$", "-worker-");
    }
}
