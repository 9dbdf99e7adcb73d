package threadlab.client.result;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult.Messages;

/** Decides whether a load did what was planned, and says why not. */
final class Assessment {
    /** The part of the messages that may be late before a run is degraded. */
    private static final double TOLERATED = 0.01;
    /** Above this part of the machine's time, stolen CPU degrades a run. */
    private static final double MAX_STOLEN = 0.05;

    private final LoadResult result;
    private final LoadPlan plan;
    private final List<String> reasons = new ArrayList<>();

    private Assessment(LoadResult result) {
        this.result = result;
        this.plan = result.plan();
    }

    static List<String> reasons(LoadResult result) {
        var assessment = new Assessment(result);
        assessment.checkLength();
        if (assessment.plan.loadModel() instanceof LoadModel.Open) {
            assessment.checkSchedule();
        }
        Double stolen = result.cost().stolen();
        if (stolen != null && stolen > MAX_STOLEN) {
            assessment.add("stolen CPU: the hypervisor gave %.1f %% of this machine's time to others", stolen * 100);
        }
        result.workers().forEach(worker -> assessment.reasons.addAll(worker.reasons()));
        return assessment.reasons;
    }

    /** A closed loop promises no rate, so a load that is the limit deserves only a note. */
    static List<String> notes(LoadResult result) {
        return result.wasTheLimit() && result.plan().loadModel() instanceof LoadModel.Closed
                ? List.of("the load kept " + cpus(result)
                        + ": echoes a second may be its own limit, not the server's")
                : List.of();
    }

    private void checkLength() {
        double measured = LoadResult.seconds(result.measured());
        if (result.stopped() && plan.limit().isCounted()) {
            add("stopped early, after %,d of %,d echoes", result.echoes(), plan.limit().echoes());
        } else if (result.stopped()) {
            BigDecimal planned = BigDecimal.valueOf(LoadResult.seconds(plan.limit().duration()));
            add("stopped early, after %.1f of %s s measured", measured, planned.stripTrailingZeros().toPlainString());
        } else if (result.workers().isEmpty() && plan.limit().isCutShort(result.measured(), result.echoes())) {
            add("no session was left after %.1f s measured", measured); // workers report it themselves
        }
    }

    private void checkSchedule() {
        Messages messages = result.messages();
        double tolerated = messages.due() * TOLERATED;
        // Each session may have one message in flight when the window ends.
        if (messages.due() - messages.inTime() > tolerated + plan.profile().sessions()) {
            add("the rate was not kept up: %,d messages were due, %,d came back in time", messages.due(),
                    messages.inTime());
        }
        if (messages.late() > tolerated) {
            add("sends were late: %,d of %,d left more than 10 ms after their time", messages.late(), messages.due());
        }
        if (result.wasTheLimit()) {
            add("the load was the limit: it kept %s", cpus(result));
        }
    }

    private static String cpus(LoadResult result) {
        return String.format(Locale.ROOT, "%.2f of its %d CPUs busy", result.cpusBusy(), result.cost().cpus());
    }

    private void add(String format, Object... values) {
        reasons.add(String.format(Locale.ROOT, format, values));
    }
}
