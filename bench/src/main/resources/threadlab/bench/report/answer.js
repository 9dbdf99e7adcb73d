// The short answer, in sentences computed from the ratios of the second contestant to the first.

function answer() {
  if (rivals.length === 0) {
    return ["One contestant only: there is nothing to compare it with."];
  }
  const metric = [CPU, RATE].find(m => sessions.some(n => ratioOf(m, rivals[0], n)));
  if (!metric) {
    return [`No ratio of ${rivals[0]} to ${baseline} could be formed: no round holds a figure of both.`];
  }
  const found = sessions.map(n => comparisonOf(metric, rivals[0], n));
  if (found.every(c => !c.ratio?.isInterval)) {
    return [...tooFewRounds(metric, found.filter(c => c.ratio)), ...otherRivals(metric)];
  }
  const differing = found.filter(c => c.differs);
  const same = found.filter(c => c.ratio && !c.differs);
  const missing = found.filter(c => !c.ratio);
  return [
    ...differences(metric, differing),
    ...noDifference(metric, same, missing, differing[0]?.rounds),
    ...(metric === CPU ? crossingSentences() : []),
    ...otherRivals(metric),
  ];
}

/** What the rounds held, and that it shows nothing. */
function tooFewRounds(metric, all) {
  const shown = all.length > 3 ? [all[0], all[all.length - 1]] : all;
  const ratios = shown.map((c, i) => {
    const range = c.rounds > 1 ? rangeOverRounds(c, i === 0 ? undefined : shown[0].rounds) : "one round";
    return `${times(c.ratio.median)} times at ${sessionsText(c.n)} (${range})`;
  });
  return [
    `${all[0].contestant} ${metric.verb} ${listed(ratios)} the ${metric.subject} of ${baseline}.`,
    "Fewer than four rounds show no difference, whatever they hold.",
  ];
}

/** Few sentences however many numbers of sessions: up to three are spelled out, more are put together by direction. */
function differences(metric, all) {
  if (all.length > 3) {
    return [
      [metric.less, all.filter(c => c.ratio.high < 1)],
      [metric.more, all.filter(c => c.ratio.low > 1)],
    ]
      .filter(([, some]) => some.length > 0)
      .map(([how, some]) => together(metric, how, some));
  }
  if (all.length === 0) {
    return [];
  }
  const [first, ...rest] = all;
  const start =
    `At ${sessionsText(first.n)} ${first.contestant} ${metric.verb} ${times(first.ratio.median)} times` +
    ` the ${metric.subject} of ${baseline} (${rangeOverRounds(first)})`;
  return [
    listed([
      start,
      ...rest.map(
        c => `at ${sessionsText(c.n)} ${times(c.ratio.median)} times (${rangeOverRounds(c, first.rounds)})`,
      ),
    ]) + ".",
  ];
}

function together(metric, how, some) {
  const medians = some.map(c => c.ratio.median);
  const low = times(Math.min(...medians));
  const high = times(Math.max(...medians));
  const extent = low === high ? low : `${low} to ${high}`;
  return (
    `At ${listed(some.map(c => count(c.n)))} sessions ${some[0].contestant} ${metric.verb} ${how} than ${baseline}:` +
    ` ${extent} times (estimates; each range excludes 1).`
  );
}

/** Rounds are named where they are not those of the sentence's first figure. */
function rangeOverRounds(c, known) {
  return between(c.ratio, times) + (c.rounds === known ? "" : ` over ${roundsText(c.rounds)}`);
}

function noDifference(metric, same, missing, known) {
  const gaps = `no ratio could be formed at ${listed(missing.map(c => count(c.n)))}` + NBSP + "sessions";
  if (same.length === 0) {
    return missing.length === 0 ? [] : [capital(gaps) + "."];
  }
  const start = `No difference in ${metric.subject} between ${same[0].contestant} and ${baseline} is shown`;
  return [`${start} at ${closeRatios(same, known)}${missing.length === 0 ? "" : "; " + gaps}.`];
}

function closeRatios(same, known) {
  if (same.length > 3) {
    return listed(same.map(c => count(c.n))) + NBSP + "sessions";
  }
  return listed(
    same.map((c, i) => {
      const range = c.rounds > 1 ? rangeOverRounds(c, i === 0 ? known : same[0].rounds) : "one round, so no range";
      return `${i === 0 ? "" : "at "}${sessionsText(c.n)} (${times(c.ratio.median)} times; ${range}${wouldHaveShown(c)})`;
    }),
  );
}

/** From how many sessions on the first rival is ahead or behind, where the rounds show it on one side at least. */
function crossingSentences() {
  const crossing = object(crossings.find(c => c.contestant === rivals[0]));
  const shown = list(crossing.crossovers)
    .map(object)
    .filter(c => figure(c.lastBefore) !== null || figure(c.firstAfter) !== null)
    .map(c => {
      const about = count(Number(c.sessions.toPrecision(2))) + NBSP + "sessions";
      return `${rivals[0]} ${c.rising ? "falls behind" : "overtakes"} ${baseline} at about ${about}, ${whereShown(c)}.`;
    });
  const upTo = figure(crossing.noDifferenceUpTo);
  return upTo === null || upTo === sessions[sessions.length - 1]
    ? shown
    : [...shown, `Up to ${sessionsText(upTo)} no difference between them is shown.`];
}

function whereShown({ lastBefore, firstAfter }) {
  if (figure(lastBefore) === null) {
    return `at ${count(firstAfter)} at the latest`;
  }
  return figure(firstAfter) === null
    ? `above ${count(lastBefore)}`
    : `between ${count(lastBefore)} and ${count(firstAfter)}`;
}

/** How large a difference these rounds could have shown. */
const wouldHaveShown = c =>
  c.ratio.smallest === null ? "" : `; ${percent(c.ratio.smallest)} or more would have shown`;

const capital = text => text[0].toUpperCase() + text.slice(1);

/** The other rivals in one sentence, at the largest number of sessions where any of them has a ratio. */
function otherRivals(metric) {
  const others = rivals.slice(1);
  const n = sessions.findLast(s => others.some(name => ratioOf(metric, name, s)));
  if (n === undefined) {
    return [];
  }
  if (others.length > 3) {
    return [`The table compares the other ${others.length} with ${baseline}.`];
  }
  const parts = others
    .map(name => comparisonOf(metric, name, n))
    .filter(c => c.ratio)
    .map(
      c =>
        `${times(c.ratio.median)} for ${c.contestant} (` +
        (c.rounds > 1 ? between(c.ratio, times) : "one round, so no range") +
        (c.differs || !c.ratio.isInterval ? ")" : "; no difference shown)"),
    );
  return [`At ${sessionsText(n)} the same ratio is ${listed(parts)}.`];
}
