package threadlab.bench.meter;

/** How often, and for how long, garbage collection stopped all threads of a JVM. */
public record GcPauses(int count, double totalMillis, double longestMillis) {
}
