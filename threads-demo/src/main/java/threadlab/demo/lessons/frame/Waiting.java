package threadlab.demo.lessons.frame;

import java.util.Arrays;

/** Waits for threads of an experiment to wait. */
public final class Waiting {
    private static final int SAME = 10; // looks

    private Waiting() {
    }

    /** Waits until the thread is in a state of waiting, or its stack changes no more, as in native code. */
    public static void until(Thread thread) throws InterruptedException {
        StackTraceElement[] before = {};
        for (int same = 0; same < SAME && (thread.getState() == Thread.State.NEW
                || thread.getState() == Thread.State.RUNNABLE); Thread.sleep(5)) {
            StackTraceElement[] now = thread.getStackTrace();
            same = now.length > 0 && Arrays.equals(before, now) ? same + 1 : 0;
            before = now;
        }
    }
}
