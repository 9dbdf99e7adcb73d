package threadlab.demo.lessons;

import java.util.List;
import java.util.stream.Stream;
import threadlab.demo.lessons.frame.Lesson;

/** All lessons, in the order in which to read them. */
final class Lessons {
    /** The first part: claims about threads, memory and sockets. */
    static final List<Lesson<?>> BASICS = List.of(
            new Together(),
            new StartIsNotRun(),
            new Join(),
            new OsThreads(),
            new LostUpdates(),
            new StackDepth(),
            new Speedup(),
            new MemoryHierarchy(),
            new PortRanges(),
            new LoopbackAndWildcard(),
            new ListenBacklog(),
            new StreamHasNoMessages(),
            new BlockedVirtualThread(),
            new ProcessParts());

    /** The second part: what goes wrong with virtual threads in production. */
    static final List<Lesson<?>> CLINIC = List.of(
            new StuckCarriers(),
            new PoolLimit(),
            new SpinningPool(),
            new BackPressure(),
            new ComputingStarves(),
            new CarrierHolders(),
            new ThreadLocalCaches(),
            new CarrierCount(),
            new ManyThreads(),
            new Cancelling(),
            new LateTimers(),
            new BornCold());

    static final List<Lesson<?>> ALL = Stream.of(BASICS, CLINIC).flatMap(List::stream).toList();

    private Lessons() {
    }
}
