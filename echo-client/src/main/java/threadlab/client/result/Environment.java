package threadlab.client.result;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import threadlab.support.Proc;

/** The machine and the JVM on which something was measured. */
public record Environment(String jdk, String javaHome, String os, int cpus, @Nullable String cpuModel, long memoryBytes,
        @Nullable Long maxDescriptors) {

    public static Environment here() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Environment(Runtime.version() + " " + System.getProperty("java.vendor"),
                System.getProperty("java.home"),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                system.getAvailableProcessors(), readCpuModel(), system.getTotalMemorySize(),
                system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : null);
    }

    private static @Nullable String readCpuModel() {
        return Proc.line(Path.of("/proc/cpuinfo"), "model name")
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse(null);
    }
}
