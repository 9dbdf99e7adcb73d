// What was measured: each figure's names, how it reads, and what it is.

/** {key of the summary, name, format, unit of the raw table, how to read it from a trial's figures, what it is}. */
function figure(key, name, format, raw, of, note = "") {
  return { key, name, format, raw, of, note };
}

const server = key => f => object(f.server)[key];
const latency = key => f => object(f.latencyMicros)[key];

const CPU = figure("serverCpuMicrosPerEcho", "CPU per echo", micros, "µs", server("cpuMicrosPerEcho"));
const RATE = figure("echoesPerSecond", "Echoes/s", rate, "", f => f.echoesPerSecond);
const P50 = figure("latencyP50Micros", "p50 latency", micros, "µs", latency("p50"));
const P99 = figure("latencyP99Micros", "p99 latency", micros, "µs", latency("p99"));
const MEMORY = figure("serverResidentBytes", "Memory", bytes, "bytes", server("residentBytes"));
const FIRST_ECHO = figure(
  "firstEchoMaxMillis",
  "Longest wait for a first echo",
  millis,
  "ms",
  f => f.firstEchoMaxMillis,
  "When all sessions begin at once, before the warm-up.",
);
const NEWCOMER_MAX = figure(
  "newcomerMaxMillis",
  "Newcomers’ longest wait",
  millis,
  "ms",
  f => f.newcomerMaxMillis,
  "The longest wait for a first echo among sessions that came one by one beside the full load.",
);

/** The verdict's columns. */
const COLUMNS = [CPU, RATE, P50, P99, MEMORY];

/** All others, in groups of a theme. */
const LEDGER = [
  [
    "Latency",
    [
      figure(
        "latencyP999Micros",
        "p99.9 latency",
        micros,
        "µs",
        latency("p999"),
        "One echo in a thousand took longer, counted from the time at which its message was due.",
      ),
      figure(
        "latencyFromSendP99Micros",
        "p99 from send",
        micros,
        "µs",
        f => object(f.latencyFromSendMicros).p99,
        "p99 counted from the moment of the send. It leaves out how long a message that was due waited for its turn.",
      ),
      figure(
        "fairness",
        "Fairness",
        digits,
        "",
        f => f.fairness,
        "Echoes of the slowest twentieth of the sessions by the mean: 1 is fair to all, 0 leaves some without any.",
      ),
    ],
  ],
  [
    "Newcomers",
    [
      FIRST_ECHO,
      figure(
        "newcomerP50Millis",
        "Newcomers’ median wait",
        millis,
        "ms",
        f => f.newcomerP50Millis,
        "The median wait for a first echo among sessions that came one by one beside the full load.",
      ),
      NEWCOMER_MAX,
      figure(
        "newcomersUnserved",
        "Newcomers unserved",
        exact,
        "",
        f => f.newcomersUnserved,
        "Newcomers without an echo when the window ended.",
      ),
      figure(
        "startDelayMeanMillis",
        "Start delay, mean",
        millis,
        "ms",
        server("startDelayMeanMillis"),
        "From the start of a session’s thread until it ran, over the life of the server.",
      ),
      figure(
        "startDelayMaxMillis",
        "Start delay, longest",
        millis,
        "ms",
        server("startDelayMaxMillis"),
        "The longest of these delays.",
      ),
    ],
  ],
  [
    "Threads and CPU",
    [
      figure("serverCpuShare", "CPUs kept busy", digits, "", server("cpuShare"), "By the server’s process."),
      figure("serverThreads", "OS threads", count, "", server("threads"), "At the end of the window."),
      figure(
        "voluntarySwitchesPerEcho",
        "Voluntary switches per echo",
        digits,
        "",
        server("voluntarySwitchesPerEcho"),
        "A thread had to wait, so another one ran.",
      ),
      figure(
        "involuntarySwitchesPerEcho",
        "Involuntary switches per echo",
        digits,
        "",
        server("involuntarySwitchesPerEcho"),
        "A thread could have gone on, but another one was given the CPU.",
      ),
    ],
  ],
  [
    "Memory and collector",
    [
      figure(
        "serverResidentBytesPerSession",
        "Resident memory per session",
        bytes,
        "bytes",
        server("residentBytesPerSession"),
        "How much the process grew by since before the sessions came. Of many sessions only.",
      ),
      figure(
        "liveHeapBytesPerSession",
        "Live heap per session",
        bytes,
        "bytes",
        server("liveHeapBytesPerSession"),
        "The same of the heap that is in use, after a full collection. Of many sessions only.",
      ),
      figure("gcPauses", "Collector pauses", exact, "", server("gcPauses"), "How many in the window."),
      figure("gcPauseShare", "Time in pauses", percent, "", server("gcPauseShare"), "Part of the window."),
      figure(
        "gcLongestPauseMillis",
        "Longest pause",
        millis,
        "ms",
        server("gcLongestPauseMillis"),
        "Of the collector’s pauses.",
      ),
    ],
  ],
  [
    "The load and the machine",
    [
      figure(
        "loadCpuMicrosPerEcho",
        "Load CPU per echo",
        micros,
        "µs",
        f => f.loadCpuMicrosPerEcho,
        "What the load generator spends to send, receive and check one.",
      ),
      figure(
        "loadCpuShare",
        "Load CPUs kept busy",
        digits,
        "",
        f => f.loadCpuShare,
        "By the load generator. Where it is all that it has, echoes per second show its limit.",
      ),
      figure(
        "stolenShare",
        "Stolen CPU",
        percent,
        "",
        f => f.stolenShare,
        "Part of the machine’s CPU time that its hypervisor gave to others.",
      ),
      figure(
        "warmupSeconds",
        "Warm-up",
        v => millis(1000 * v),
        "s",
        f => f.warmupSeconds,
        "Until the trial’s figures kept still, or as long as it was allowed to take.",
      ),
    ],
  ],
];
