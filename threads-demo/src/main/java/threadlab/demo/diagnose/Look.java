package threadlab.demo.diagnose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import threadlab.support.Counted;
import threadlab.support.Jcmd;

/** Collects facts about a JVM for a while. Whatever that JVM writes for it is in a scratch folder of ours. */
final class Look {
    private static final Duration ANSWER = Duration.ofSeconds(60); // a dump of a million threads takes long
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d{1,12})([KMG])");

    private final Target target;
    private final Scratch scratch;
    private final List<String> costs = new ArrayList<>();

    private Look(Target target, Scratch scratch) {
        this.target = target;
        this.scratch = scratch;
    }

    /**
     * What was seen, and what it has cost.
     *
     * @param costs what that JVM had to do for it
     */
    record Seen(Facts facts, List<String> costs) {
    }

    /**
     * Watches the JVM with this process id; fails in one line if it cannot be watched or ends meanwhile.
     *
     * @param risksDumps whether threads are dumped also where that may crash the JVM
     * @param begun is run when it is known that the JVM can be watched
     */
    static Seen at(long pid, Duration duration, boolean risksDumps, Runnable begun)
            throws IOException, InterruptedException {
        Target target = Target.of(new Jcmd(pid, ANSWER));
        if (!risksDumps) {
            target.refuseDumpsThatMayCrash();
        }
        begun.run();
        Scratch scratch = Scratch.create();
        Cleanup cleanup = new Cleanup(scratch);
        try {
            FlightRecorder recorder = cleanup.add(
                    FlightRecorder.start(target, scratch.file("recording.jfr"), duration));
            return new Look(target, scratch).seen(recorder, duration);
        } finally {
            cleanup.run();
        }
    }

    private Seen seen(FlightRecorder recorder, Duration duration) throws IOException, InterruptedException {
        Snapshot first = snapshot("first.json");
        long begin = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        Snapshot second = snapshot("second.json");
        Duration watched = Duration.ofNanos(System.nanoTime() - begin);
        Events events = recorder.stop();
        costs.add(recorder.cost());
        return new Seen(new Facts(target.java(), parallelism(second), watched, first, second, events), costs);
    }

    private Snapshot snapshot(String file) throws IOException, InterruptedException {
        Jcmd jcmd = target.jcmd();
        List<PlatformThreadSeen> platforms = ThreadPrint.parse(jcmd.require("Thread.print"));
        long begin = System.nanoTime();
        Path dump = scratch.file(file);
        jcmd.require("Thread.dump_to_file", "-format=json", "\"" + dump + "\"");
        long nanos = System.nanoTime() - begin;
        List<VirtualThreadSeen> virtuals = ThreadDump.read(dump,
                platforms.stream().map(PlatformThreadSeen::id).collect(Collectors.toSet()));
        costs.add("a dump of " + Counted.of(virtuals.size(), "virtual thread") + " and "
                + Counted.of(platforms.size(), "platform thread") + ", " + Files.size(dump) / 1024 + " KiB, in "
                + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms");
        Optional<SchedulerSeen> scheduler = SchedulerSeen.parse(jcmd.ask("Thread.vthread_scheduler").text());
        return new Snapshot(virtuals, platforms, scheduler.orElse(null), heapBytes(jcmd.ask("GC.heap_info").text()));
    }

    /** Returns the heap in use, as all collectors print it first. */
    static @Nullable Long heapBytes(String heapInfo) {
        Matcher used = HEAP_USED.matcher(heapInfo);
        return used.find()
                ? Long.valueOf(Long.parseLong(used.group(1)) << (10 * ("KMG".indexOf(used.group(2)) + 1)))
                : null;
    }

    /** JDK 21 tells it only where it was set. Otherwise it is the number of CPUs, which this JVM sees as well. */
    private int parallelism(Snapshot snapshot) {
        return snapshot.scheduler() != null
                ? snapshot.scheduler().parallelism()
                : target.parallelism().orElse(Runtime.getRuntime().availableProcessors());
    }
}
