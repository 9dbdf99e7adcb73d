// What all charts have in common: their colours and axes, and when they are drawn. A page has its charts, and draw.

const root = document.documentElement;
const colourOf = name =>
  getComputedStyle(root)
    .getPropertyValue("--" + name)
    .trim();

/** A chart that is folded away has no size yet; it is drawn all the same, so that a check sees it. */
const sizeOf = box => ({ width: box.clientWidth || 480, height: box.clientHeight || 260 });

const axisBase = () => ({
  stroke: colourOf("muted"),
  font: "12px " + getComputedStyle(document.body).fontFamily,
  ticks: { stroke: colourOf("rule"), width: 1, size: 5 },
  border: { show: true, stroke: colourOf("rule"), width: 1 },
  filter: (plot, splits) => splits,
});

function widthOf(plot, text) {
  plot.ctx.save();
  plot.ctx.font = axisBase().font;
  const { width } = plot.ctx.measureText(text);
  plot.ctx.restore();
  return width;
}

function keepChartsDrawn() {
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
