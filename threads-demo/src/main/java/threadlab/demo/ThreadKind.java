package threadlab.demo;

import threadlab.support.EnumNames;

/** The two kinds of Java thread. The code that runs on them is the same. */
public enum ThreadKind {
    PLATFORM, VIRTUAL;

    /** A thread that waits for its {@link Thread#start}. It ends quietly when it is interrupted. */
    public Thread thread(String name, Work work) {
        Thread.Builder builder = switch (this) {
            case PLATFORM -> Thread.ofPlatform();
            case VIRTUAL -> Thread.ofVirtual();
        };
        return builder.name(name).unstarted(() -> runUntilInterrupted(work));
    }

    private static void runUntilInterrupted(Work work) {
        try {
            work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As on the command line. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
