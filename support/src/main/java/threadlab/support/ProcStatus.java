package threadlab.support;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The status of a process or a thread, as in {@code /proc/PID/status}.
 *
 * @param text the content of the file
 */
public record ProcStatus(String text) {

    /** Returns the value of a field such as {@code Cpus_allowed_list}. */
    public Optional<String> get(String field) {
        String start = field + ":";
        int at = text.startsWith(start) ? 0 : text.indexOf("\n" + start) + 1;
        if (at == 0 && !text.startsWith(start)) {
            return Optional.empty();
        }
        int end = text.indexOf('\n', at);
        return Optional.of(text.substring(at + start.length(), end < 0 ? text.length() : end).strip());
    }

    /** Returns the value of a field that is a number, with or without a unit, such as {@code Threads}. */
    public OptionalLong number(String field) {
        return get(field).map(value -> value.split("\\s+", 2)[0]).filter(value -> value.matches("\\d{1,18}"))
                .stream().mapToLong(Long::parseLong).findFirst();
    }

    /** Returns the value of a field that is an amount of memory in {@code kB}, in bytes, such as {@code VmRSS}. */
    public OptionalLong bytes(String field) {
        OptionalLong kibibytes = number(field);
        return kibibytes.isPresent() ? OptionalLong.of(kibibytes.getAsLong() << 10) : kibibytes;
    }
}
