package threadlab.client.engine;

import threadlab.client.plan.LoadPlan;

/** Computes what an open loop sends. */
public final class PlannedBytes {
    private PlannedBytes() {
    }

    /** Returns the bytes of all messages that are due in a run of the plan. */
    public static long of(LoadPlan plan) {
        long bytes = 0;
        for (int session = 0; session < plan.profile().sessions(); session++) {
            Pacer pacer = Pacer.of(plan, session, MeasurementWindow.from(0, plan.limit()));
            for (int message = 0; pacer.next() != Pacer.NEVER; message++, pacer.sent()) {
                bytes += plan.sizes().of(session, message);
            }
        }
        return bytes;
    }
}
