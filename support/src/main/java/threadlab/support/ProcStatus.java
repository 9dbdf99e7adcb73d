package threadlab.support;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The status of a process or a thread.
 *
 * @param text the content of {@code /proc/PID/status}; empty if the system does not tell it
 */
public record ProcStatus(String text) {

    /** Returns the value of a field such as {@code Cpus_allowed_list}. */
    public Optional<String> get(String field) {
        String start = field + ":";
        return text.lines().filter(line -> line.startsWith(start)).findFirst()
                .map(line -> line.substring(start.length()).strip());
    }

    /** Returns the value of a field that is a number, without its unit, such as {@code Threads}. */
    public OptionalLong number(String field) {
        return get(field).map(value -> value.split("\\s+", 2)[0]).filter(value -> value.matches("\\d{1,18}"))
                .stream().mapToLong(Long::parseLong).findFirst();
    }

    /** Returns the value of a field that is an amount of memory in {@code kB}, in bytes, such as {@code VmRSS}. */
    public OptionalLong bytes(String field) {
        return number(field).stream().map(kibibytes -> kibibytes << 10).findFirst();
    }
}
