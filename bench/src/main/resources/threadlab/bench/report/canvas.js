// What is drawn on the canvas of a chart beside uPlot's lines: the line at 1, bands, bars and points.

/** The control lies at the bottom and the base on top, for the base is what the others are read by. */
const bottomUp = some => [...some].reverse();
const eachRow = (chart, what) =>
  bottomUp(chart.entrants.map((entrant, i) => [entrant, i])).forEach(([entrant, i]) => what(chart.rows[i], entrant, i));

function drawBackground(plot, chart) {
  if (chart.isRatio) {
    drawOne(plot);
  }
  eachRow(chart, (row, entrant, i) => drawBands(plot, chart, row, i));
}

/** The base itself. */
function drawOne(plot) {
  const { ctx } = plot;
  const { left, width } = plot.bbox;
  const y = plot.valToPos(1, "y", true);
  ctx.save();
  ctx.strokeStyle = colourOf(lookOf(base).colour);
  ctx.lineWidth = 1.5 * uPlot.pxRatio;
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(left + width, y);
  ctx.stroke();
  ctx.restore();
}

/** At a single point the entrants stand side by side, else they would hide each other. */
function sideStep(chart, i) {
  const room = Math.min(90, (0.7 * sizeOf(chart.box).width) / chart.entrants.length);
  return chart.setting.points.length > 1 ? 0 : (i - (chart.entrants.length - 1) / 2) * room * uPlot.pxRatio;
}

function placesOf(plot, chart, row, i) {
  const y = v => plot.valToPos(v / chart.unit, "y", true);
  return row.map(
    (p, at) =>
      p && {
        x: plot.valToPos(chart.setting.spots[at], "x", true) + sideStep(chart, i),
        y: y(p.median),
        low: y(p.low),
        high: y(p.high),
        isHollow: Boolean(chart.isRatio) && !p.differs,
      },
  );
}

/** Many bands upon each other would be mud. */
const bandAlpha = chart => (chart.entrants.length > 4 ? 0.09 : 0.15);

/** A band between neighbours; a point without neighbours shows its range as a bar. */
function drawBands(plot, chart, row, i) {
  const { ctx } = plot;
  const places = placesOf(plot, chart, row, i);
  ctx.save();
  ctx.fillStyle = ctx.strokeStyle = colourOf(lookOf(chart.entrants[i]).colour);
  ctx.lineWidth = 2 * uPlot.pxRatio;
  places.forEach((here, at) => {
    const next = places[at + 1];
    if (here && next) {
      ctx.globalAlpha = bandAlpha(chart);
      fillBetween(ctx, here, next);
    } else if (here && !places[at - 1]) {
      ctx.globalAlpha = 0.6;
      strokeBar(ctx, here);
    }
  });
  ctx.restore();
}

function fillBetween(ctx, here, next) {
  ctx.beginPath();
  ctx.moveTo(here.x, here.high);
  ctx.lineTo(next.x, next.high);
  ctx.lineTo(next.x, next.low);
  ctx.lineTo(here.x, here.low);
  ctx.fill();
}

function strokeBar(ctx, { x, low, high }) {
  const cap = 5 * uPlot.pxRatio;
  ctx.beginPath();
  ctx.moveTo(x, low);
  ctx.lineTo(x, high);
  [low, high].forEach(y => {
    ctx.moveTo(x - cap, y);
    ctx.lineTo(x + cap, y);
  });
  ctx.stroke();
}

function drawPoints(plot, chart) {
  const { ctx } = plot;
  chart.drawn = 0;
  eachRow(chart, (row, entrant, i) =>
    placesOf(plot, chart, row, i)
      .filter(p => p)
      .forEach(({ x, y, isHollow }) => {
        ctx.save();
        ctx.translate(x, y);
        ctx.scale(uPlot.pxRatio, uPlot.pxRatio);
        drawShape(ctx, lookOf(entrant), isHollow);
        ctx.restore();
        chart.drawn++;
      }),
  );
  tellWhatIsDrawn();
}

/** A rim in the colour of the paper keeps points apart that lie on each other. */
function drawShape(ctx, look, isHollow) {
  const shape = new Path2D(look.shape);
  ctx.strokeStyle = colourOf("paper");
  ctx.lineWidth = isHollow ? 5 : 3;
  ctx.stroke(shape);
  ctx.fillStyle = colourOf(isHollow ? "paper" : look.colour);
  ctx.fill(shape);
  if (isHollow) {
    ctx.strokeStyle = colourOf(look.colour);
    ctx.lineWidth = 1.75;
    ctx.stroke(shape);
  }
}
