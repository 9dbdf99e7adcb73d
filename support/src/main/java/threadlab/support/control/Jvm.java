package threadlab.support.control;

/**
 * A server's answer to the request {@value #REQUEST}: the JVM that it runs on.
 *
 * @param processors how many CPUs the JVM believes it has
 * @param parallelism how many carriers run virtual threads at the same time, at most: the program may have fewer
 */
public record Jvm(String version, String vendor, int processors, int parallelism) {
    public static final String REQUEST = "jvm";
    private static final String SCHEDULER = "jdk.virtualThreadScheduler.";

    /** Returns the answer of this JVM. */
    public static Jvm here() {
        int processors = Runtime.getRuntime().availableProcessors();
        // As the JDK itself takes it from its properties: it only tells since Java 24.
        int asked = Integer.getInteger(SCHEDULER + "parallelism", processors);
        int parallelism = Math.min(asked, Integer.getInteger(SCHEDULER + "maxPoolSize", asked));
        return new Jvm(Runtime.version().toString(), System.getProperty("java.vendor"), processors, parallelism);
    }
}
