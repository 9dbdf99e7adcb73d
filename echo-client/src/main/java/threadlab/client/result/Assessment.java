package threadlab.client.result;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadResult.Messages;
import threadlab.support.Counted;
import threadlab.support.CpuSupply;

/** Decides whether a load did what was planned, and says why not. */
final class Assessment {
    /** The part of the messages that may be late before a run is degraded. */
    private static final double TOLERATED = 0.01;
    /** A collector or a busy machine stops a load for shorter times. */
    private static final Duration MAX_STOOD_STILL = Duration.ofSeconds(1);

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
        if (result.workers().isEmpty()) { // workers report it themselves
            assessment.checkSupply();
        }
        result.workers().forEach(worker -> assessment.reasons.addAll(worker.reasons()));
        return assessment.reasons;
    }

    static List<String> notes(LoadResult result) {
        List<String> notes = new ArrayList<>();
        CpuSupply supply = result.cost().supply();
        if (!result.wasTheLimit()) {
            if (supply.isFull()) {
                notes.add("all CPUs of the machine were busy: latencies are those of a full machine");
            }
        } else if (result.plan().loadModel() instanceof LoadModel.Closed) { // which promises no rate
            notes.add("the load kept " + cpus(result) + ": echoes a second may be its own limit, not the server's");
        }
        if (result.plan().loadModel() instanceof LoadModel.Open open && open.ramp().compareTo(result.warmup()) > 0) {
            notes.add(String.format(Locale.ROOT, "the rate was still growing in the first %.1f s that were measured",
                    LoadResult.seconds(open.ramp().minus(result.warmup()))));
        }
        supply.smallShortage().ifPresent(notes::add);
        return notes;
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
        } else if (result.workers().isEmpty() && result.failed() == 0 && result.echoes() == 0) {
            add(result.messages().due() == 0
                    ? "no message was due while it was measured: measure for longer, or at a higher rate"
                    : "no echo came while it was measured: measure for longer");
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

    private void checkSupply() {
        reasons.addAll(result.cost().supply().shortages());
        Duration stoodStill = result.cost().stoodStill();
        if (stoodStill.compareTo(MAX_STOOD_STILL) > 0) {
            add("the load stood still for %.1f s at a time: it was stopped, or this machine was",
                    LoadResult.seconds(stoodStill));
        }
    }

    private static String cpus(LoadResult result) {
        return String.format(Locale.ROOT, "%.2f of its %s busy", result.cpusBusy(),
                Counted.of(result.cost().cpus(), "CPU"));
    }

    private void add(String format, Object... values) {
        reasons.add(String.format(Locale.ROOT, format, values));
    }
}
