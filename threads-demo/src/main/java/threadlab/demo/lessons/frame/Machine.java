package threadlab.demo.lessons.frame;

/** Describes the machine of a measurement. */
public final class Machine {
    private Machine() {
    }

    /** Returns a text such as {@code 2 CPUs}. */
    public static String cpus(int number) {
        return Figures.count(number) + (number == 1 ? " CPU" : " CPUs");
    }

    /** Returns one line such as {@code Java 25.0.3, 2 CPUs, Linux 6.1 amd64, heap up to 5.9 GiB}. */
    public static String text() {
        Runtime runtime = Runtime.getRuntime();
        return "Java " + Runtime.version() + ", " + cpus(runtime.availableProcessors()) + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch") + ", heap up to " + Figures.bytes(runtime.maxMemory());
    }
}
