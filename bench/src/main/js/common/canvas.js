// What all charts share: colours, sizes and axes, and when they are drawn again.

const root = document.documentElement;

export const colourOf = name =>
  getComputedStyle(root)
    .getPropertyValue("--" + name)
    .trim();

/** A chart inside a closed block has no size yet; it is drawn all the same, so that a check in a browser sees it. */
export const sizeOf = box => ({ width: box.clientWidth || 480, height: box.clientHeight || 260 });

export const axisBase = () => ({
  stroke: colourOf("muted"),
  font: "12px " + getComputedStyle(document.body).fontFamily,
  ticks: { stroke: colourOf("rule"), width: 1, size: 5 },
  border: { show: true, stroke: colourOf("rule"), width: 1 },
  filter: (plot, splits) => splits,
});

/** A y axis of grid lines, as wide as its labels. */
export const yAxisBase = () => ({
  ...axisBase(),
  grid: { stroke: colourOf("rule"), width: 1 },
  border: { show: false },
  ticks: { show: false },
  gap: 8,
  space: 34,
  size: (plot, labels) => 14 + Math.max(0, ...(labels ?? []).map(label => widthOf(plot, label))),
});

function widthOf(plot, text) {
  plot.ctx.save();
  plot.ctx.font = axisBase().font;
  const { width } = plot.ctx.measureText(text);
  plot.ctx.restore();
  return width;
}

/**
 * Draws the charts, now and whenever the page gets another size or other colours.
 *
 * @param charts each with a box, and later its plot and the number of points that are drawn
 * @param plotOf (chart, onDrawn) => a new uPlot in the chart's box, which calls onDrawn with its number of points
 */
export function keepDrawn(charts, plotOf) {
  publishCounts(charts);
  const draw = chart => {
    chart.plot?.destroy();
    chart.plot = plotOf(chart, points => {
      chart.drawn = points;
      publishCounts(charts);
    });
  };
  const drawAll = () => charts.forEach(draw);
  drawAll();
  const sizes = new ResizeObserver(() =>
    charts.forEach(({ plot, box }) => {
      if (box.clientWidth > 0 && (plot.width !== box.clientWidth || plot.height !== box.clientHeight)) {
        plot.setSize(sizeOf(box));
      }
    }),
  );
  charts.forEach(chart => sizes.observe(chart.box));
  // A canvas keeps its colours: draw again where the page takes others.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", () => {
    root.classList.add("printing");
    drawAll();
  });
  addEventListener("afterprint", () => {
    root.classList.remove("printing");
    drawAll();
  });
}

/** For a check in a browser: it cannot read a canvas, but it can read these attributes. */
function publishCounts(charts) {
  root.dataset.boxes = document.querySelectorAll(".plot").length;
  root.dataset.charts = charts.filter(chart => chart.drawn > 0).length;
  root.dataset.points = charts.reduce((sum, chart) => sum + (chart.drawn ?? 0), 0);
}
