package threadlab.demo.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code Thread.print} prints. */
final class ThreadPrint {
    private static final Pattern THREAD = Pattern
            .compile("^\"(.*)\" #(\\d{1,18}) .*? cpu=(\\d{1,15}(?:\\.\\d+)?)ms .*");
    private static final Pattern CARRIED = Pattern.compile("^ +Carrying virtual thread #(\\d{1,18})$");

    private ThreadPrint() {
    }

    static List<PlatformThreadSeen> parse(String text) {
        List<PlatformThreadSeen> threads = new ArrayList<>();
        text.lines().forEach(line -> {
            Matcher thread = THREAD.matcher(line);
            Matcher carried = CARRIED.matcher(line);
            if (thread.matches()) {
                threads.add(new PlatformThreadSeen(Long.parseLong(thread.group(2)), thread.group(1),
                        Double.parseDouble(thread.group(3)), null));
            } else if (carried.matches() && !threads.isEmpty()) {
                PlatformThreadSeen last = threads.removeLast();
                threads.add(new PlatformThreadSeen(last.id(), last.name(), last.cpuMillis(),
                        Long.valueOf(carried.group(1))));
            }
        });
        return threads;
    }
}
