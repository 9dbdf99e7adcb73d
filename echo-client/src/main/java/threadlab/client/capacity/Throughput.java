package threadlab.client.capacity;

import java.time.Duration;
import threadlab.client.result.LoadListener;

/**
 * Counts the echoes that come back while the window lasts, whenever their messages were due. Where a queue grows, these
 * are fewer than are due, although all come back in the end.
 */
final class Throughput implements LoadListener {
    private boolean isMeasuring;
    private Duration last = Duration.ZERO;
    private double seconds;
    private double echoes;

    @Override
    public void measuring() {
        isMeasuring = true;
    }

    @Override
    public void progress(Interval interval) {
        if (isMeasuring) {
            double length = interval.elapsed().minus(last).toNanos() / 1e9;
            seconds += length;
            echoes += interval.echoesPerSecond() * length;
        }
        last = interval.elapsed();
    }

    @Override
    public void measured() {
        isMeasuring = false;
    }

    /** Returns the echoes a second; 0 without a window. */
    double perSecond() {
        return seconds > 0 ? echoes / seconds : 0;
    }
}
