package threadlab.server;

import java.util.function.LongConsumer;

/** Plays many schedules, each of a seed of its own, and has a failure name the seed. */
public final class Schedules {
    /** The first one's seed; without it each run has others. */
    public static final long FIRST = Long.getLong("lab.seed", System.nanoTime() & 0xffff_ffffL);

    /** Schedules of a whole server that a campaign plays; for the registry alone it plays 25 times as many. */
    public static final int CAMPAIGN = Integer.getInteger("lab.campaign.schedules", 20_000);

    private Schedules() {
    }

    public static void play(int count, LongConsumer schedule) {
        for (long seed = FIRST; seed < FIRST + count; seed++) {
            try {
                schedule.accept(seed);
            } catch (AssertionError e) {
                throw new AssertionError("with -Dlab.seed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
