// A small run as Java puts it into the page: a baseline, a candidate and the control, under two numbers of sessions.

import { Run } from "../../main/js/compare/run.js";

export const point = (sessions, more = {}) => ({
  sessions,
  size: "64",
  depth: 1,
  ratePerSecond: null,
  thinkSeconds: 0,
  idleSessions: 0,
  ...more,
});

const spread = (low, median, high) => ({ low, median, high });

const cpuRatio = (estimate, verdict) => ({
  ...spread(estimate * 0.8, estimate, estimate * 1.2),
  finding: { verdict, interval: { estimate, low: estimate * 0.9, high: estimate * 1.1 } },
});

const summary = (contestant, sessions, cpu, more = {}) => ({
  contestant,
  point: point(sessions),
  trials: 5,
  failed: 0,
  degraded: 0,
  loadLimited: 0,
  figures: { serverCpuMicrosPerEcho: spread(cpu * 0.9, cpu, cpu * 1.1), echoesPerSecond: spread(50e3, 60e3, 70e3) },
  ratios: {},
  ...more,
});

export const data = () => ({
  confidence: 0.99,
  answer: { headline: ["virtual needs less."], details: [] },
  control: { toldApart: [] },
  comparison: {
    plan: {
      contestants: ["platform", "virtual"],
      control: "platform (twin)",
      rounds: 5,
      points: [point(1000), point(10)],
    },
    trials: [
      { number: 1, round: 1, contestant: "platform", point: point(10), outcome: "OK", figures: { echoes: 3 } },
      {
        number: 2,
        round: 1,
        contestant: "virtual",
        point: point(10),
        outcome: "FAILED",
        reason: "no echo",
        failures: { RESET: 2 },
      },
      {
        number: 3,
        round: 2,
        contestant: "virtual",
        point: point(10),
        outcome: "FAILED",
        reason: "no echo",
        failures: { RESET: 1 },
      },
    ],
    explanations: [
      { contestant: "platform", point: point(10), systemCallsPerEcho: { read: 2, write: 1, mmap: 0.004 } },
      { contestant: "virtual", point: point(10), systemCallsPerEcho: { read: 1, write: 1, epoll_wait: 0.5 } },
    ],
  },
  summary: [
    summary("platform", 10, 10),
    summary("virtual", 10, 11, { ratios: { serverCpuMicrosPerEcho: cpuRatio(1.1, "NO_DIFFERENCE_SHOWN") } }),
    summary("platform (twin)", 10, 10.2, { ratios: { serverCpuMicrosPerEcho: cpuRatio(1.02, "NO_DIFFERENCE_SHOWN") } }),
    summary("platform", 1000, 40, { loadLimited: 2 }),
    summary("virtual", 1000, 20, {
      failed: 1,
      ratios: { serverCpuMicrosPerEcho: cpuRatio(0.5, "LOWER") },
    }),
  ],
});

export const sampleRun = () => new Run(data());
