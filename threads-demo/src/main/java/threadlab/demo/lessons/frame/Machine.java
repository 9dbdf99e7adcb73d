package threadlab.demo.lessons.frame;

/** What the numbers were measured on, in one line. */
public final class Machine {
    private Machine() {
    }

    /** For example {@code 2 CPUs}. */
    public static String cpus(int number) {
        return Figures.count(number) + (number == 1 ? " CPU" : " CPUs");
    }

    /** For example {@code Java 25.0.3, 2 CPUs, Linux 6.1 amd64, heap up to 5.9 GiB}. */
    public static String text() {
        Runtime runtime = Runtime.getRuntime();
        return "Java " + Runtime.version() + ", " + cpus(runtime.availableProcessors()) + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ", heap up to " + Figures.bytes(runtime.maxMemory());
    }
}
