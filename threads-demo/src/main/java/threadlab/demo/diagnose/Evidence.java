package threadlab.demo.diagnose;

import java.util.Locale;

/** Words for what was seen. */
final class Evidence {
    private Evidence() {
    }

    /** Returns a virtual thread, where it is, and what it waits for. */
    static String thread(VirtualThreadSeen thread) {
        return name(thread.id(), thread.name()) + thread.stack().place().map(place -> " at " + place).orElse(
                " has not run yet") + (thread.awaited() == null ? "" : ", waits for " + thread.awaited());
    }

    /** Returns a virtual thread that keeps its carrier, and why. */
    static String standing(VirtualThreadSeen thread) {
        return thread(thread) + thread.stack().pinningFrame().map(frame -> ", below " + frame).orElse("");
    }

    static String name(long id, String name) {
        return "#" + id + (name.isEmpty() ? "" : " '" + name + "'");
    }

    static String percent(double part) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * part);
    }
}
