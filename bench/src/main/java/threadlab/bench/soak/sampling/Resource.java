package threadlab.bench.soak.sampling;

import java.util.function.Function;
import java.util.stream.Stream;

/** What a server may leak. */
public enum Resource {
    DESCRIPTORS("open descriptors", false, true, Sample::descriptors), THREADS("threads of the system", false, true,
            Sample::threads), SESSIONS("open sessions", false, true, Sample::sessions), VIRTUAL_THREADS(
                    "virtual threads", false, true,
                    Sample::virtualThreads), LIVE_HEAP("live heap", true, false, Sample::liveHeapBytes), DIRECT_MEMORY(
                            "direct memory", true, false, Sample::directBytes), RESIDENT_MEMORY("resident memory", true,
                                    false, Sample::residentBytes);

    private final String words;
    private final boolean isMemory;
    private final boolean isReturned;
    private final Function<Sample, Number> reading;

    Resource(String words, boolean isMemory, boolean isReturned, Function<Sample, Number> reading) {
        this.words = words;
        this.isMemory = isMemory;
        this.isReturned = isReturned;
        this.reading = reading;
    }

    /** Null where it is not told. */
    public Number in(Sample sample) {
        return reading.apply(sample);
    }

    /** Counted in bytes; others by the piece. */
    public boolean isMemory() {
        return isMemory;
    }

    static Stream<Resource> returned() {
        return Stream.of(values()).filter(resource -> resource.isReturned);
    }

    @Override
    public String toString() {
        return words;
    }
}
