package threadlab.demo.diagnose;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code Thread.vthread_scheduler} of JDK 24 and newer prints of the scheduler of virtual threads.
 *
 * @param parallelism how many carriers run virtual threads at the same time
 * @param size how many carriers there are; more than the parallelism while some of them are held
 * @param queued virtual threads that are ready and have no carrier
 */
record SchedulerSeen(int parallelism, int size, long queued) {
    private static final Pattern FORM = Pattern.compile(
            "parallelism = (\\d{1,9}), size = (\\d{1,9}),.* tasks = (\\d{1,15}), submissions = (\\d{1,15})");

    static Optional<SchedulerSeen> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.find()
                ? Optional.of(new SchedulerSeen(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)),
                        Long.parseLong(form.group(3)) + Long.parseLong(form.group(4))))
                : Optional.empty();
    }
}
