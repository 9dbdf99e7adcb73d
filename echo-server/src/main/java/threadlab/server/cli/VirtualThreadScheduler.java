package threadlab.server.cli;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Reads the JDK's MBean for the scheduler of virtual threads, by name since it exists only from JDK 24 on. */
final class VirtualThreadScheduler {
    private static final String NAME = "jdk.management:type=VirtualThreadScheduler";

    private VirtualThreadScheduler() {
    }

    /** Returns the number of virtual threads that run on a carrier. */
    static OptionalLong mounted() {
        return attribute("MountedVirtualThreadCount");
    }

    /** Returns the number of virtual threads that wait for a carrier. */
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
