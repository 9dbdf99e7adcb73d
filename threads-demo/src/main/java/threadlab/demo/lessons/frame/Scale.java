package threadlab.demo.lessons.frame;

import java.util.List;

/**
 * An axis of a chart, from its first tick to its last.
 *
 * @param logarithmic whether equal ratios are equally far apart, and not equal differences; its ticks are positive
 * @param ticks at least two, rising
 */
public record Scale(String title, boolean logarithmic, List<Tick> ticks) {

    /** A position with a label, in the unit of the scale. */
    public record Tick(double at, String label) {
    }

    /** Copies the list. */
    public Scale {
        ticks = List.copyOf(ticks);
    }

    /** Returns the position of a number on the scale: 0 at the first tick, 1 at the last. */
    double share(double number) {
        double first = place(ticks.getFirst().at());
        return (place(number) - first) / (place(ticks.getLast().at()) - first);
    }

    private double place(double number) {
        return logarithmic ? Math.log(number) : number;
    }
}
