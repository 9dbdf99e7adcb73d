package threadlab.client.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import threadlab.support.Preconditions;

/** The fields of a JSON object from another process. A field that is missing or of another type is refused. */
record Fields(Map<String, Object> values) {
    private static final int MAX_LENGTH = 2_000;

    /** Returns a text of bounded length. */
    String text(String name) {
        String text = of(String.class, name);
        Preconditions.checkRange("length of " + name, text.length(), 0, MAX_LENGTH);
        return text;
    }

    /** Returns a text of any length. */
    String data(String name) {
        return of(String.class, name);
    }

    boolean flag(String name) {
        return of(Boolean.class, name);
    }

    long number(String name) {
        Object value = values.get(name);
        if (value instanceof Long || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        throw refused(name, value, "a whole number");
    }

    int integer(String name) {
        long number = number(name);
        Preconditions.check(number == (int) number, name, number, "a number of 32 bits");
        return (int) number;
    }

    /** Returns a number that is not negative. */
    long count(String name) {
        long number = number(name);
        Preconditions.check(number >= 0, name, number, "0 or more");
        return number;
    }

    double decimal(String name) {
        double decimal = of(Number.class, name).doubleValue();
        Preconditions.check(Double.isFinite(decimal), name, decimal, "a finite number");
        return decimal;
    }

    Duration nanos(String name) {
        return Duration.ofNanos(count(name));
    }

    /** Returns a time that is given in seconds with decimals. */
    Duration seconds(String name) {
        return Duration.ofNanos(Math.round(decimal(name) * 1e9));
    }

    Fields object(String name) {
        return of(of(Map.class, name));
    }

    List<String> texts(String name) {
        List<?> texts = of(List.class, name);
        return texts.stream().map(String.class::cast).toList();
    }

    /** Returns null if the field is null or missing. */
    <T> @Nullable T orNull(String name, Function<String, T> reader) {
        return values.get(name) == null ? null : reader.apply(name);
    }

    static Fields of(Map<?, ?> json) {
        var values = new LinkedHashMap<String, Object>();
        json.forEach((name, value) -> values.put((String) name, value));
        return new Fields(values);
    }

    private <T> T of(Class<T> kind, String name) {
        Object value = values.get(name);
        if (value != null && kind.isInstance(value)) {
            return Objects.requireNonNull(kind.cast(value));
        }
        throw refused(name, value, "a " + kind.getSimpleName());
    }

    private static IllegalArgumentException refused(String name, @Nullable Object value, String allowed) {
        String kind = value == null ? "missing" : "a " + value.getClass().getSimpleName();
        return new IllegalArgumentException(name + " is " + kind + ", allowed: " + allowed);
    }
}
