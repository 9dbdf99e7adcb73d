package threadlab.server.cli;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The JDK's scheduler of virtual threads, as far as it tells: from JDK 24 on, so its bean is asked for by name. */
final class VirtualThreadScheduler {
    private static final String NAME = "jdk.management:type=VirtualThreadScheduler";

    private VirtualThreadScheduler() {
    }

    /** Virtual threads that run on a carrier now. */
    static OptionalLong mounted() {
        return attribute("MountedVirtualThreadCount");
    }

    /** Virtual threads that could run and wait for a carrier. */
    static OptionalLong queued() {
        return attribute("QueuedVirtualThreadCount");
    }

    private static OptionalLong attribute(String attribute) {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        try {
            var name = new ObjectName(NAME);
            return beans.isRegistered(name)
                    ? OptionalLong.of(((Number) beans.getAttribute(name, attribute)).longValue())
                    : OptionalLong.empty();
        } catch (JMException e) {
            throw new IllegalStateException("the scheduler's bean has no " + attribute, e);
        }
    }
}
