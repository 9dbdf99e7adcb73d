package threadlab.bench.faults;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The file descriptors of this process. */
final class OpenFiles {
    private OpenFiles() {
    }

    /** Returns the number of open ones; 0 if the system does not provide it. */
    static long count() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }
}
