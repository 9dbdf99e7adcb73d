package threadlab.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this machine did with its CPUs over a time, and what it kept from this process.
 *
 * @param cpus how many CPUs the machine has; 0 if the system does not tell
 * @param busy part of their time in which something ran; null if the system does not tell, or over too short a time
 * @param stolen part of their time that the hypervisor gave to others; null as above
 * @param quota what a quota did; null where there was none
 */
public record CpuSupply(int cpus, @Nullable Double busy, @Nullable Double stolen, @Nullable CpuQuota quota) {
    /** The supply of a system that tells nothing. */
    public static final CpuSupply UNKNOWN = new CpuSupply(0, null, null, null);

    /** Above this part of the time, or of a quota's periods, what was kept back changes what is measured. */
    private static final double TOLERATED = 0.05;
    private static final double FULL = 0.95;

    /** The begin of a time. */
    public static final class Meter {
        private final @Nullable CpuTicks ticks = CpuTicks.now();
        private final Map<Path, CpuQuota> quotas = CpuQuota.ofThisProcess();

        /** Returns what has happened since this meter was made. */
        public CpuSupply stop() {
            CpuTicks now = CpuTicks.now();
            CpuQuota quota = strictest(quotas, CpuQuota.ofThisProcess());
            return ticks == null || now == null
                    ? new CpuSupply(0, null, null, quota)
                    : new CpuSupply(now.cpus(), now.busySince(ticks), now.stolenSince(ticks), quota);
        }
    }

    /** Returns the quota that was used up most often of those that were in force. */
    public static @Nullable CpuQuota strictest(Map<Path, CpuQuota> before, Map<Path, CpuQuota> now) {
        return now.entrySet().stream()
                .map(entry -> entry.getValue().since(before.getOrDefault(entry.getKey(), entry.getValue())))
                .filter(quota -> quota.periods() > 0).max(Comparator.comparing(CpuQuota::share)).orElse(null);
    }

    /** Returns what was kept from the process, if it was much. */
    public List<String> shortages() {
        List<String> shortages = new ArrayList<>();
        if (stolen != null && stolen > TOLERATED) {
            shortages.add(String.format(Locale.ROOT,
                    "stolen CPU: the hypervisor gave %.1f %% of this machine's time to others", stolen * 100));
        }
        if (quota != null && quota.share() > TOLERATED) {
            shortages.add(throttling(quota));
        }
        return shortages;
    }

    /** Returns what a quota kept from the process, if it was little. */
    public Optional<String> smallShortage() {
        return Optional.ofNullable(quota).filter(q -> q.throttled() > 0 && q.share() <= TOLERATED)
                .map(CpuSupply::throttling);
    }

    private static String throttling(CpuQuota quota) {
        return String.format(Locale.ROOT, "held back by a CPU quota (cgroup): throttled in %,d of %,d periods, for "
                + "%.1f s added up over the CPUs", quota.throttled(), quota.periods(), quota.waited().toNanos() / 1e9);
    }

    /** Returns whether no CPU of the machine had time left. */
    public boolean isFull() {
        return busy != null && busy > FULL;
    }
}
