package threadlab.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis of a picture on which equal ratios are equally long.
 *
 * @param low the value at its start, more than 0
 * @param high the value at its end
 * @param from where it starts in the picture
 * @param to where it ends
 */
record LogAxis(double low, double high, double from, double to) {

    /** A file may hold any numbers. */
    static boolean isDrawable(double value) {
        return value > 1e-6 && value < 1e12;
    }

    /** Returns where a value is in the picture. */
    double at(double value) {
        return from + Math.log(value / low) / Math.log(high / low) * (to - from);
    }

    /** Powers of ten, and their fifth and half parts where there are few. */
    List<Double> ticks() {
        List<Double> steps = high / low < 200 ? List.of(1.0, 2.0, 5.0) : List.of(1.0);
        List<Double> ticks = new ArrayList<>();
        for (double decade = Math.pow(10, Math.floor(Math.log10(low))); decade <= high; decade *= 10) {
            for (double step : steps) {
                if (step * decade >= low && step * decade <= high) {
                    ticks.add(step * decade);
                }
            }
        }
        return ticks;
    }
}
