// A small run as Java puts it into the page: a baseline, a candidate and the control, under two numbers of sessions.

import { Run } from "../../main/js/compare/run.js";

export const point = (sessions, more = {}) => ({
  sessions,
  size: "64",
  depth: 1,
  ratePerSecond: null,
  thinkTimeSeconds: 0,
  idleSessions: 0,
  cpuMicros: null,
  waitMillis: null,
  ...more,
});

const spread = (low, median, high) => ({ low, median, high });

const summary = (candidate, sessions, cpu, { failed = 0, loadLimited = 0 } = {}) => ({
  candidate,
  loadPoint: point(sessions),
  trials: { total: 5, failed, degraded: 0, loadLimited },
  metrics: { serverCpuMicrosPerEcho: spread(cpu * 0.9, cpu, cpu * 1.1), echoesPerSecond: spread(50e3, 60e3, 70e3) },
});

const metric = (key, group, title, format, unit = "") =>
  ({ key, group, title, unit, format, doc: `What ${title} is.` });

const failed = (number, round, resets) => ({
  spec: { number, round, candidate: "virtual", loadPoint: point(10) },
  result: { outcome: "FAILED", reason: "no echo", failures: { RESET: resets }, loadWasLimit: false, metrics: {} },
  commands: {},
});

export const data = () => ({
  metrics: [
    metric("serverCpuMicrosPerEcho", "Verdict", "CPU per echo", "micros", "µs"),
    metric("echoesPerSecond", "Verdict", "Echoes per second", "rate"),
    metric("fairness", "Latency", "Fairness", "digits"),
    metric("echoes", "The load", "Echoes", "count"),
  ],
  run: {
    plan: {
      candidates: ["platform", "virtual"],
      control: "platform (control)",
      rounds: 5,
      loadPoints: [point(1000), point(10)],
    },
    trials: [
      {
        spec: { number: 1, round: 1, candidate: "platform", loadPoint: point(10) },
        result: { outcome: "OK", failures: {}, loadWasLimit: false, metrics: { echoes: 3 } },
        commands: { server: ["server"], load: ["load"] },
      },
      failed(2, 1, 2),
      failed(3, 2, 1),
    ],
    explanations: [
      { candidate: "platform", loadPoint: point(10), systemCallsPerEcho: { read: 2, write: 1, mmap: 0.004 } },
      { candidate: "virtual", loadPoint: point(10), systemCallsPerEcho: { read: 1, write: 1, epoll_wait: 0.5 } },
    ],
  },
  summaries: [
    summary("platform", 10, 10),
    summary("virtual", 10, 11),
    summary("platform (control)", 10, 10.2),
    summary("platform", 1000, 40, { loadLimited: 2 }),
    summary("virtual", 1000, 20, { failed: 1 }),
  ],
});

export const sampleRun = () => new Run(data());
