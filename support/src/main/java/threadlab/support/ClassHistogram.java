package threadlab.support;

import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The live objects of a HotSpot JVM by class, as {@code jcmd PID GC.class_histogram} prints them after a full garbage
 * collection. Answers are empty if the text is no such histogram.
 */
public record ClassHistogram(String text) {
    private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)$", Pattern.MULTILINE);

    /** Returns the histogram of this JVM. It takes no process and no thread, but a full collection. */
    public static ClassHistogram ofThisJvm() {
        try {
            return new ClassHistogram(String.valueOf(ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                    new Object[]{new String[0]}, new String[]{String[].class.getName()})));
        } catch (JMException notHotSpot) {
            return new ClassHistogram("");
        }
    }

    /** Returns the bytes of all objects. */
    public OptionalLong bytes() {
        return first(TOTAL.matcher(text));
    }

    /** Returns the number of objects of a class, 0 if the histogram has none. */
    public OptionalLong instances(String className) {
        OptionalLong found = first(Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +" + Pattern.quote(className) + "( |$)",
                Pattern.MULTILINE).matcher(text));
        return found.isPresent() || bytes().isEmpty() ? found : OptionalLong.of(0);
    }

    private static OptionalLong first(Matcher matcher) {
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
