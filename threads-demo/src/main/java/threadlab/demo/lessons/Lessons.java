package threadlab.demo.lessons;

import java.util.List;
import threadlab.demo.lessons.frame.Lesson;

/** All lessons, in the order in which to read them. */
final class Lessons {
    static final List<Lesson<?>> ALL = List.of(
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

    private Lessons() {
    }
}
