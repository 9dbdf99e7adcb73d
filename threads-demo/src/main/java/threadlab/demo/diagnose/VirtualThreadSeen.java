package threadlab.demo.diagnose;

import org.jspecify.annotations.Nullable;

/**
 * A virtual thread in a thread dump.
 *
 * @param state as {@link Thread.State} names it; null where the dump does not tell, on JDK 21
 * @param carrier the id of the thread that carries it; null if it has none
 * @param awaited what it waits for, as class and identity; null if the dump does not tell
 */
record VirtualThreadSeen(long id, String name, @Nullable String state, @Nullable Long carrier, @Nullable String awaited,
        Stack stack) {

    /** Returns whether it could run, and has no carrier. On JDK 21 that is known only before it has run at all. */
    boolean isReadyWithoutCarrier() {
        return carrier == null && (state == null ? stack.frames().isEmpty() : state.equals("RUNNABLE"));
    }
}
