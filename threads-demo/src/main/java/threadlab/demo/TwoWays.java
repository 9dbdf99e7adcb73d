package threadlab.demo;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Runs the same two functions one after the other, and together on two threads. */
public final class TwoWays {
    private final Output output;
    private final LongSupplier nanoClock;
    private final Sleeper sleeper;
    private final Duration delay;

    /** The clock counts nanoseconds since any moment. The delay is the sleep after each line. */
    public TwoWays(Output output, LongSupplier nanoClock, Sleeper sleeper, Duration delay) {
        this.output = output;
        this.nanoClock = nanoClock;
        this.sleeper = sleeper;
        this.delay = delay;
    }

    /** Runs both on the calling thread. The second function waits for the first, so their times add up. */
    public Part sequential() throws InterruptedException {
        Recorder recorder = new Recorder(nanoClock);
        PrintFunctions functions = new PrintFunctions(recorder, output, sleeper, delay);

        functions.printName();
        functions.printNum();

        return part(recorder, PrintFunctions.NAMES.size() + PrintFunctions.NUMS.size());
    }

    /** Runs each on a thread of its own. While one sleeps the other runs, so the longer function decides. */
    public Part together(ThreadKind kind) throws InterruptedException {
        Recorder recorder = new Recorder(nanoClock);
        PrintFunctions functions = new PrintFunctions(recorder, output, sleeper, delay);
        Thread t1 = kind.thread("t1", functions::printName); // a reference: the thread calls it, not this line
        Thread t2 = kind.thread("t2", functions::printNum);

        t1.start();
        t2.start();

        t1.join(); // waits until t1 has ended, and makes visible here what t1 did
        t2.join();

        return part(recorder, Math.max(PrintFunctions.NAMES.size(), PrintFunctions.NUMS.size()));
    }

    private Part part(Recorder recorder, int expectedDelays) {
        return new Part(delay.multipliedBy(expectedDelays), recorder.elapsedNanos(), recorder.spans());
    }
}
