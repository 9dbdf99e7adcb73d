package threadlab.demo;

import java.io.PrintStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Prints whole lines from many threads. A line and its line end are one write under one lock, so that lines never
 * tear. After {@link #close} has returned, no line follows. Thread-safe.
 */
public final class Output {
    private final ReentrantLock lock = new ReentrantLock();
    private final PrintStream out; // written under lock only
    private boolean closed; // guarded by lock

    public Output(PrintStream out) {
        this.out = out;
    }

    /** Prints the line, or drops it if the output is closed. An output that cannot be written is. */
    void line(String line) {
        byte[] bytes = (line + System.lineSeparator()).getBytes(out.charset());
        lock.lock();
        try {
            if (!closed) {
                out.write(bytes, 0, bytes.length);
                closed = out.checkError();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets a line in progress finish and drops all later ones. Returns false if the output was closed before. */
    boolean close() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            return first;
        } finally {
            lock.unlock();
        }
    }
}
