package threadlab.server.carriers;

import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The scheduler of virtual threads, by the JDK's bean for it: by name, since it exists only from JDK 24 on. */
public final class VirtualThreadScheduler {
    /** The JDK reads it when it makes the first virtual thread. */
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
    private static final @Nullable Class<? extends PlatformManagedObject> TYPE = type();
    private static final @Nullable PlatformManagedObject BEAN = TYPE == null
            ? null
            : ManagementFactory.getPlatformMXBean(TYPE);

    private VirtualThreadScheduler() {
    }

    private static @Nullable Class<? extends PlatformManagedObject> type() {
        try {
            return Class.forName("jdk.management.VirtualThreadSchedulerMXBean").asSubclass(PlatformManagedObject.class);
        } catch (ClassNotFoundException beforeJdk24) {
            return null;
        }
    }

    /** Returns the number of virtual threads that run on a carrier. */
    public static OptionalLong mounted() {
        return value("getMountedVirtualThreadCount");
    }

    /** Returns the number of virtual threads that wait for a carrier. */
    public static OptionalLong queued() {
        return value("getQueuedVirtualThreadCount");
    }

    /** Returns how many carriers may run virtual threads at the same time. */
    public static OptionalLong carriers() {
        return value("getParallelism");
    }

    /**
     * Sets how many carriers may run virtual threads at the same time, in the whole JVM. A carrier that is one too many
     * goes once its thread lets go of it. Before Java 24 this has no effect once there has been a virtual thread.
     *
     * @throws IllegalStateException if the scheduler cannot have so many
     */
    public static void setCarriers(int count) {
        if (TYPE == null) {
            if (count < 1) {
                throw new IllegalStateException("the scheduler does not take " + count + " carriers");
            }
            System.setProperty(PARALLELISM, String.valueOf(count));
            return;
        }
        try {
            TYPE.getMethod("setParallelism", int.class).invoke(BEAN, count);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the scheduler does not take " + count + " carriers", e);
        }
        // Before Java 26 a carrier that sleeps is not woken by a larger number, but by a thread that is started.
        Thread.startVirtualThread(() -> {
        });
    }

    private static OptionalLong value(String getter) {
        if (TYPE == null || BEAN == null) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(((Number) TYPE.getMethod(getter).invoke(BEAN)).longValue());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the scheduler's bean has no " + getter, e);
        }
    }
}
