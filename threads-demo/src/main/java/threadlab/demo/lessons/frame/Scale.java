package threadlab.demo.lessons.frame;

import java.util.List;

/**
 * One axis of a chart. It reaches from its first tick to its last.
 *
 * @param logarithmic whether equal ratios, instead of equal differences, are equally far apart; ticks are positive then
 * @param ticks at least two, rising
 */
public record Scale(String title, boolean logarithmic, List<Tick> ticks) {

    /** A labelled place, in the unit of the scale. */
    public record Tick(double at, String label) {
    }

    /** Copies the list. */
    public Scale {
        ticks = List.copyOf(ticks);
    }

    /** How far along the scale a number is: 0 at the first tick, 1 at the last. */
    double share(double number) {
        double first = place(ticks.getFirst().at());
        return (place(number) - first) / (place(ticks.getLast().at()) - first);
    }

    private double place(double number) {
        return logarithmic ? Math.log(number) : number;
    }
}
