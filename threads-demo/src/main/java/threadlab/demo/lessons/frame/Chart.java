package threadlab.demo.lessons.frame;

import java.util.List;

/**
 * Curves over two scales. A picture for the page; a terminal gets the same numbers as a table beside it.
 *
 * @param marks places on the x scale to point out; may be empty
 */
public record Chart(String title, Scale x, Scale y, List<Curve> curves, List<Mark> marks) implements Exhibit {

    /**
     * The points of one curve, from left to right.
     *
     * @param reference whether it is what theory says: drawn as a dashed line, without dots
     */
    public record Curve(String name, boolean reference, List<Point> points) {
        /** Copies the list. */
        public Curve {
            points = List.copyOf(points);
        }
    }

    /** A point in the units of the scales, within them. */
    public record Point(double x, double y) {
    }

    /** A place on the x scale, in its unit, and what is there. */
    public record Mark(String label, double at) {
    }

    /** Copies the lists. */
    public Chart {
        curves = List.copyOf(curves);
        marks = List.copyOf(marks);
    }

    @Override
    public List<String> lines() {
        return List.of();
    }

    @Override
    public String html() {
        return "<figure>" + svg() + "</figure>\n";
    }

    /** The chart as a standalone SVG. */
    public String svg() {
        return new ChartSvg(this).draw();
    }
}
