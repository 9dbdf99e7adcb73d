package threadlab.server.cli;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.carriers.VirtualThreadScheduler;
import threadlab.server.events.DrainResult;
import threadlab.server.events.ServerStats;
import threadlab.server.events.StartLatency;
import threadlab.server.work.Computing;
import threadlab.server.work.Work;
import threadlab.server.work.WorkStats;
import threadlab.support.ClassHistogram;
import threadlab.support.control.ControlChannel;
import threadlab.support.control.CpuUnit;
import threadlab.support.control.Jvm;
import threadlab.support.control.Listening;
import threadlab.support.control.Memory;
import threadlab.support.control.ServerCounters;
import threadlab.support.control.Stats;
import threadlab.support.control.Stopped;
import threadlab.support.control.UnknownRequest;

/** Reports what a server does on its control channel, and answers requests there. */
record ServerControl(ControlChannel channel, EchoServer server, ServerConfig config) {

    /**
     * Reports that the server listens, and answers from now on. When the input of the channel ends, the server is
     * stopped: the process that has started it is gone, or wants it to end.
     */
    void begin(Duration drain) {
        InetSocketAddress address = server.address();
        channel.send(new Listening(address.getAddress().getHostAddress(), address.getPort(),
                config.modelName().toString(), config.tls() != null, ProcessHandle.current().pid()));
        channel.serveInBackground(this::answer, () -> server.stop(drain));
    }

    private Record answer(String request) {
        return switch (request) {
            case Stats.REQUEST -> now();
            case Memory.REQUEST -> memory();
            case Jvm.REQUEST -> Jvm.here();
            case CpuUnit.REQUEST -> cpuUnit();
            default -> new UnknownRequest(request);
        };
    }

    void stats() {
        channel.send(now());
    }

    private Stats now() {
        OptionalLong carriers = config.threadModel().hasVirtualThreads()
                ? VirtualThreadScheduler.carriers()
                : OptionalLong.empty();
        return new Stats(counters(), carriers.isPresent() ? Math.toIntExact(carriers.getAsLong()) : null);
    }

    void stopped(DrainResult result) {
        channel.send(new Stopped(result.drained(), result.forced(), millis(result.elapsed()), counters()));
    }

    private ServerCounters counters() {
        ServerStats stats = server.stats();
        StartLatency starts = stats.startLatency();
        return new ServerCounters(stats.accepted(), stats.open(), byName(stats.closed()), byName(stats.rejected()),
                stats.reads(), stats.bytes(),
                new ServerCounters.StartLatency(starts.sessions(), millis(starts.mean()), millis(starts.longest())),
                work(server.work()));
    }

    private static ServerCounters.@Nullable Work work(@Nullable Work work) {
        if (work == null) {
            return null;
        }
        WorkStats stats = work.takeStats();
        return new ServerCounters.Work(stats.nanos() / 1e6, stats.messages(), stats.nanosInWork() / 1e6,
                stats.mostInWork(), stats.threadWaits(), stats.nanosForThread() / 1e6,
                stats.stages().stream().map(of -> new ServerCounters.Stage(of.stage(), of.places(),
                        of.times(), of.askedNanos() / 1e6, of.waitedNanos() / 1e6, of.hadNanos() / 1e6))
                        .toList());
    }

    private CpuUnit cpuUnit() {
        Work work = server.work();
        return new CpuUnit(work == null ? null : work.computing().stepsPerMicro(),
                Computing.calibrated().stepsPerMicro());
    }

    private static Map<String, Long> byName(Map<?, Long> counts) {
        var named = new TreeMap<String, Long>();
        counts.forEach((reason, count) -> named.put(reason.toString(), count));
        return named;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static Memory memory() {
        ClassHistogram live = ClassHistogram.ofThisJvm();
        return new Memory(boxed(live.bytes()), boxed(live.instances("java.lang.VirtualThread")),
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct")).map(BufferPoolMXBean::getMemoryUsed)
                        .findFirst().orElse(null));
    }

    private static @Nullable Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
