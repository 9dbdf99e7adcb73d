package threadlab.demo;

import threadlab.support.EnumNames;

/** The two kinds of Java thread. They run the same code. */
public enum ThreadKind {
    PLATFORM, VIRTUAL;

    /** Returns a thread that is not started yet. It ends in silence when it is interrupted. */
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

    /** Returns the name that the command line has for it. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
