// The catalogue of metrics.

import { bytes, count, digits, exact, micros, millis, percent, rate } from "../common/format.js";
import { object } from "../common/json.js";

/**
 * @typedef {object} Metric
 * @property {string} key in the summaries
 * @property {string} path of its value in the figures of a trial
 * @property {string} title
 * @property {string} unit of the value as measured, or ""
 * @property {(value: number) => string} format
 * @property {string} [doc] what it is
 */

export const CPU = {
  key: "serverCpuMicrosPerEcho",
  path: "server.cpuMicrosPerEcho",
  title: "CPU per echo",
  unit: "µs",
  format: micros,
};
export const RATE = { key: "echoesPerSecond", path: "echoesPerSecond", title: "Echoes/s", unit: "", format: rate };
export const P99 = {
  key: "latencyP99Micros",
  path: "latencyMicros.p99",
  title: "p99 latency",
  unit: "µs",
  format: micros,
};
export const MEMORY = {
  key: "serverResidentBytes",
  path: "server.residentBytes",
  title: "Memory",
  unit: "bytes",
  format: bytes,
};
export const FIRST_ECHO = {
  key: "firstEchoMaxMillis",
  path: "firstEchoMaxMillis",
  title: "Longest wait for a first echo",
  unit: "ms",
  format: millis,
  doc: "When all sessions begin at once, before the warm-up.",
};
export const NEWCOMER_MAX = {
  key: "newcomerMaxMillis",
  path: "newcomerMaxMillis",
  title: "Newcomers’ longest wait",
  unit: "ms",
  format: millis,
  doc: "The longest wait for a first echo among sessions that came one by one beside the full load.",
};
const P50 = { key: "latencyP50Micros", path: "latencyMicros.p50", title: "p50 latency", unit: "µs", format: micros };

/** The metrics on which the verdict is formed. */
export const VERDICT_METRICS = [CPU, RATE, P50, P99, MEMORY];

/** All other metrics, in groups. */
export const OTHER_METRICS = [
  {
    title: "Latency",
    metrics: [
      {
        key: "latencyP999Micros",
        path: "latencyMicros.p999",
        title: "p99.9 latency",
        unit: "µs",
        format: micros,
        doc: "One echo in a thousand took longer, counted from the time at which its message was due.",
      },
      {
        key: "latencyFromSendP99Micros",
        path: "latencyFromSendMicros.p99",
        title: "p99 from send",
        unit: "µs",
        format: micros,
        doc: "p99 counted from the moment of the send. The time for which a message that was due waited is left out.",
      },
      {
        key: "fairness",
        path: "fairness",
        title: "Fairness",
        unit: "",
        format: digits,
        doc: "Echoes of the slowest twentieth of the sessions, relative to the mean: 1 is fair, at 0 some have none.",
      },
    ],
  },
  {
    title: "Newcomers",
    metrics: [
      FIRST_ECHO,
      {
        key: "newcomerP50Millis",
        path: "newcomerP50Millis",
        title: "Newcomers’ median wait",
        unit: "ms",
        format: millis,
        doc: "The median wait for a first echo among sessions that came one by one beside the full load.",
      },
      NEWCOMER_MAX,
      {
        key: "newcomersUnserved",
        path: "newcomersUnserved",
        title: "Newcomers unserved",
        unit: "",
        format: exact,
        doc: "Newcomers without an echo when the window ended.",
      },
      {
        key: "startDelayMeanMillis",
        path: "server.startDelayMeanMillis",
        title: "Start delay, mean",
        unit: "ms",
        format: millis,
        doc: "From the start of a session’s thread until it ran, over the life of the server.",
      },
      {
        key: "startDelayMaxMillis",
        path: "server.startDelayMaxMillis",
        title: "Start delay, longest",
        unit: "ms",
        format: millis,
        doc: "The longest of these delays.",
      },
    ],
  },
  {
    title: "Threads and CPU",
    metrics: [
      {
        key: "serverCpuShare",
        path: "server.cpuShare",
        title: "CPUs kept busy",
        unit: "",
        format: digits,
        doc: "By the server’s process.",
      },
      {
        key: "serverThreads",
        path: "server.threads",
        title: "OS threads",
        unit: "",
        format: count,
        doc: "At the end of the window.",
      },
      {
        key: "voluntarySwitchesPerEcho",
        path: "server.voluntarySwitchesPerEcho",
        title: "Voluntary switches per echo",
        unit: "",
        format: digits,
        doc: "A thread had to wait, so another one ran.",
      },
      {
        key: "involuntarySwitchesPerEcho",
        path: "server.involuntarySwitchesPerEcho",
        title: "Involuntary switches per echo",
        unit: "",
        format: digits,
        doc: "A thread could have gone on, but another one was given the CPU.",
      },
    ],
  },
  {
    title: "Memory and garbage collection",
    metrics: [
      {
        key: "serverResidentBytesPerSession",
        path: "server.residentBytesPerSession",
        title: "Resident memory per session",
        unit: "bytes",
        format: bytes,
        doc: "How much the process grew since before the sessions came. Measured with many sessions only.",
      },
      {
        key: "liveHeapBytesPerSession",
        path: "server.liveHeapBytesPerSession",
        title: "Live heap per session",
        unit: "bytes",
        format: bytes,
        doc: "How much the heap in use grew, after a full collection. Measured with many sessions only.",
      },
      {
        key: "gcPauses",
        path: "server.gcPauses",
        title: "GC pauses",
        unit: "",
        format: exact,
        doc: "The number of pauses in the window.",
      },
      {
        key: "gcPauseShare",
        path: "server.gcPauseShare",
        title: "Time in GC pauses",
        unit: "",
        format: percent,
        doc: "As a part of the window.",
      },
      {
        key: "gcLongestPauseMillis",
        path: "server.gcLongestPauseMillis",
        title: "Longest GC pause",
        unit: "ms",
        format: millis,
        doc: "The longest of these pauses.",
      },
    ],
  },
  {
    title: "The load and the machine",
    metrics: [
      {
        key: "loadCpuMicrosPerEcho",
        path: "loadCpuMicrosPerEcho",
        title: "Load CPU per echo",
        unit: "µs",
        format: micros,
        doc: "What the load generator spends to send, receive and check one.",
      },
      {
        key: "loadCpuShare",
        path: "loadCpuShare",
        title: "Load CPUs kept busy",
        unit: "",
        format: digits,
        doc: "By the load generator. Where it is all that it has, echoes per second show its limit.",
      },
      {
        key: "stolenShare",
        path: "stolenShare",
        title: "Stolen CPU",
        unit: "",
        format: percent,
        doc: "The part of the machine’s CPU time that its hypervisor gave to others.",
      },
      {
        key: "warmupSeconds",
        path: "warmupSeconds",
        title: "Warm-up",
        unit: "s",
        format: v => millis(1000 * v),
        doc: "Until the trial’s figures kept still, or as long as it was allowed to take.",
      },
    ],
  },
];

/** The columns of the table of all trials. */
export const TRIAL_METRICS = [
  { key: "echoes", path: "echoes", title: "Echoes", unit: "", format: count },
  ...VERDICT_METRICS,
  { key: "p90", path: "latencyMicros.p90", title: "p90 latency", unit: "µs", format: micros },
  { key: "max", path: "latencyMicros.max", title: "max latency", unit: "µs", format: micros },
  ...OTHER_METRICS.flatMap(group => group.metrics),
];

/** The value in a trial's figures, or undefined. */
export const valueIn = (figures, metric) => metric.path.split(".").reduce((value, key) => object(value)[key], figures);
