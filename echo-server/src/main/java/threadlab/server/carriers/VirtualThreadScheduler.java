package threadlab.server.carriers;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The JDK's MBean for the scheduler of virtual threads, by name since it exists only from JDK 24 on. */
public final class VirtualThreadScheduler {
    private static final String NAME = "jdk.management:type=VirtualThreadScheduler";
    private static final String CARRIERS = "Parallelism";

    private VirtualThreadScheduler() {
    }

    /** Returns the number of virtual threads that run on a carrier. */
    public static OptionalLong mounted() {
        return attribute("MountedVirtualThreadCount");
    }

    /** Returns the number of virtual threads that wait for a carrier. */
    public static OptionalLong queued() {
        return attribute("QueuedVirtualThreadCount");
    }

    /** Returns how many carriers may run virtual threads at the same time. */
    public static OptionalLong carriers() {
        return attribute(CARRIERS);
    }

    /**
     * Sets how many carriers may run virtual threads at the same time, in the whole JVM. A carrier that is one too many
     * goes once its thread lets go of it.
     *
     * @throws IllegalStateException before Java 24, or if the scheduler cannot have so many
     */
    public static void setCarriers(int count) {
        try {
            ManagementFactory.getPlatformMBeanServer().setAttribute(new ObjectName(NAME),
                    new Attribute(CARRIERS, count));
        } catch (JMException e) {
            throw new IllegalStateException("the scheduler does not take " + count + " carriers", e);
        }
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
