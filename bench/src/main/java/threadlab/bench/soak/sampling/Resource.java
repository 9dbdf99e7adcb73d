package threadlab.bench.soak.sampling;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A resource that a server may leak. */
public enum Resource {
    /** Open file descriptors, sockets included. */
    DESCRIPTORS("open descriptors", Unit.COUNT, sample -> sample.process().descriptors()),
    /** Threads of the operating system. */
    THREADS("OS threads", Unit.COUNT, sample -> sample.process().threads()),
    /** Sessions that the server has not closed. */
    SESSIONS("open sessions", Unit.COUNT, sample -> sample.server().open()),
    /** Objects of virtual threads. */
    VIRTUAL_THREADS("virtual threads", Unit.COUNT, sample -> sample.server().jvm().virtualThreads()),
    /** Heap in use after a full collection. */
    LIVE_HEAP("live heap", Unit.BYTES, sample -> sample.server().jvm().liveHeapBytes()),
    /** Memory in direct buffers, as far as the JVM counts it. */
    DIRECT_MEMORY("direct memory", Unit.BYTES, sample -> sample.server().jvm().directBytes()),
    /** Memory of the process that is in RAM. */
    RESIDENT_MEMORY("resident memory", Unit.BYTES, sample -> sample.process().residentBytes());

    private final String title;
    private final Unit unit;
    private final Function<Sample, @Nullable Number> reading;

    Resource(String title, Unit unit, Function<Sample, @Nullable Number> reading) {
        this.title = title;
        this.unit = unit;
        this.reading = reading;
    }

    /** Returns the use of the resource, or null if the system does not provide it. */
    public @Nullable Number in(Sample sample) {
        return reading.apply(sample);
    }

    /** Returns the unit of {@link #in}. */
    public Unit unit() {
        return unit;
    }

    @Override
    public String toString() {
        return title;
    }
}
