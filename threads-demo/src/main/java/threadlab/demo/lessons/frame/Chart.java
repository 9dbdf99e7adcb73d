package threadlab.demo.lessons.frame;

import java.util.List;

/**
 * Curves over two scales. The chart is for the page: a terminal shows the same numbers in a table.
 *
 * @param marks positions on the x scale to point out; may be empty
 */
public record Chart(String title, Scale x, Scale y, List<Curve> curves, List<Mark> marks) implements Exhibit {

    /**
     * The points of one curve, from left to right.
     *
     * @param reference whether it shows a theory: it is then a dashed line without dots
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

    /** A position on the x scale, in its unit, with a label. */
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

    /** Returns the chart as a standalone SVG. */
    public String svg() {
        return new ChartSvg(this).draw();
    }
}
