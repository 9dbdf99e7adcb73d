package threadlab.bench.report;

import static threadlab.bench.page.Element.el;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import threadlab.bench.page.Element;
import threadlab.bench.page.Typography;
import threadlab.bench.verdict.Analysis;
import threadlab.bench.verdict.Leader;
import threadlab.bench.verdict.MapFindings;
import threadlab.bench.verdict.MapFindings.CellFinding;
import threadlab.bench.verdict.MapTable;
import threadlab.bench.verdict.Metric;
import threadlab.bench.verdict.NumberFormat;

/** The map: a picture with a letter in each cell for who is better there, and the table beside it. */
final class MapPicture {
    private static final int WIDTH = 400;
    private static final int LEFT = 62;
    private static final int ROW = 46;
    private static final int AXIS = 44;

    private final MapFindings map;
    private final ServerStyles styles;
    /** The values that measured cells have, ascending. */
    private final List<Double> cpus;
    private final List<Double> waits;
    private final double columnWidth;

    private MapPicture(MapFindings map, ServerStyles styles) {
        this.map = map;
        this.styles = styles;
        this.cpus = map.cells().stream().map(finding -> finding.cell().cpuMicros()).distinct().sorted().toList();
        this.waits = map.cells().stream().map(finding -> finding.cell().waitMillis()).distinct().sorted().toList();
        this.columnWidth = (double) (WIDTH - LEFT) / Math.max(1, cpus.size());
    }

    /** Returns the picture and the table; nothing if the run draws no map, or nothing of it has been measured. */
    static Optional<Element> section(Analysis analysis, ServerStyles styles) {
        return MapFindings.of(analysis).filter(map -> !map.cells().isEmpty())
                .map(map -> new MapPicture(map, styles).section(new MapTable(analysis, map)));
    }

    private Element section(MapTable table) {
        return el("section.map", el("h2", map.metric() == Metric.CAPACITY
                ? "Who carries more load"
                : map.metric() == Metric.CPU ? "Who needs less CPU per echo" : "Who completes more echoes a second"),
                el("p.note", "Each message computes and then waits before its echo. In each cell stand who is better, "
                        + "and the ratio of " + map.other() + " to " + map.plan().baseline() + "."),
                el("div.pair", el("figure", svg(), el("ul.key", map.legend().stream()
                        .map(sentence -> el("li", Typography.of(sentence))).toList())), table(table)));
    }

    private Element svg() {
        int bottom = waits.size() * ROW;
        List<Element> cells = map.cells().stream().map(this::cell).toList();
        List<Element> columns = Stream.iterate(0, i -> i < cpus.size(), i -> i + 1)
                .map(i -> label(LEFT + (i + 0.5) * columnWidth, bottom + 17.0, "middle", cpuText(cpus.get(i))))
                .toList();
        List<Element> rows = waits.stream().map(wait -> label(LEFT - 8.0, y(wait) + ROW / 2.0 + 4, "end",
                waitText(wait))).toList();
        return el("svg", cells, columns, rows,
                label(LEFT + (WIDTH - LEFT) / 2.0, bottom + 37.0, "middle", "computes"),
                el("text", "waits").with("x", 12.0).with("y", bottom / 2.0).with("text-anchor", "middle")
                        .with("transform", String.format(Locale.ROOT, "rotate(-90 12 %.1f)", bottom / 2.0)))
                .with("viewBox", "0 0 " + WIDTH + " " + (bottom + AXIS)).with("role", "img")
                .with("aria-label", "Map of who is better at which work; the table beside it has all cells.");
    }

    /** Longer waits stand higher. */
    private double y(double wait) {
        return (waits.size() - 1 - waits.indexOf(wait)) * (double) ROW;
    }

    private Element cell(CellFinding finding) {
        double x = LEFT + cpus.indexOf(finding.cell().cpuMicros()) * columnWidth;
        double y = y(finding.cell().waitMillis());
        String times = finding.ratio() == null ? "" : NumberFormat.times(finding.ratio().range().estimate());
        String kind = switch (finding.leader()) {
            case BASELINE -> "g." + styles.of(map.plan().baseline()).colour();
            case OTHER -> "g." + styles.of(map.other()).colour();
            case NOBODY -> "g.nobody";
        };
        Element box = el("rect").with("x", x + 1).with("y", y + 1).with("width", columnWidth - 2)
                .with("height", ROW - 2)
                .with("rx", 3);
        return el(kind, el("title", Typography.of(finding.cell().recipe() + ": " + words(finding))), box,
                centred("text.mark", x, y + 21, map.mark(finding)), centred("text.times", x, y + 37, times));
    }

    private String words(CellFinding finding) {
        return finding.ratio() == null
                ? "no ratio"
                : (finding.leader() == Leader.NOBODY ? "" : map.other() + " has ")
                        + finding.ratio().words(map.plan()) + " (" + NumberFormat.range(finding.ratio().range()) + ")";
    }

    private Element centred(String kind, double x, double y, String text) {
        return el(kind, text).with("x", x + columnWidth / 2).with("y", y).with("text-anchor", "middle");
    }

    private static Element label(double x, double y, String anchor, String text) {
        return el("text", Typography.of(text)).with("x", x).with("y", y).with("text-anchor", anchor);
    }

    private String cpuText(double cpu) {
        return map.cells().stream().map(CellFinding::cell).filter(cell -> cell.cpuMicros() == cpu).findFirst()
                .orElseThrow().cpu();
    }

    private String waitText(double wait) {
        return map.cells().stream().map(CellFinding::cell).filter(cell -> cell.waitMillis() == wait).findFirst()
                .orElseThrow().waiting();
    }

    private static Element table(MapTable table) {
        List<List<String>> rows = table.rows();
        Element head = el("tr", rows.getFirst().stream()
                .map(title -> el("th", title.isEmpty() ? "better" : title).with("scope", "col")).toList());
        List<Element> body = rows.stream().skip(1).map(row -> el("tr",
                el("th", Typography.of(row.getFirst())).with("scope", "row"),
                row.stream().skip(1).map(text -> el("td", Typography.of(text))).toList())).toList();
        return el("div", el("div.scroll", el("table", el("thead", head), el("tbody.compact", body)))
                .with("tabindex", 0).with("role", "region").with("aria-label", "All cells of the map"),
                el("p.note", Typography.of(table.caption())));
    }
}
