package threadlab.bench;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a JSON, as a page describes them and as a record is written. */
public final class DescribedFields {
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);
    private static final Pattern NULLABLE_ROW = Pattern.compile("^\\| `([^`]+)` \\| [^|]*or null[^|]* \\|",
            Pattern.MULTILINE);

    private DescribedFields() {
    }

    /** The first cells of the page's tables. */
    public static Set<String> in(Path page) throws IOException {
        return ROW.matcher(Files.readString(page)).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that may be null, as the second cells say. */
    public static Set<String> nullableIn(Path page) throws IOException {
        return NULLABLE_ROW.matcher(Files.readString(page)).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that may be null where a record is made of a file. */
    public static Set<String> nullableOf(Class<?> type, Set<String> inOneRow) {
        var written = new TreeSet<String>();
        collect("", type, inOneRow, DescribedFields::isNullable, written);
        return written;
    }

    private static boolean isNullable(RecordComponent field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** @param inOneRow fields whose own fields are not told */
    public static Set<String> of(Class<?> type, Set<String> inOneRow) {
        var written = new TreeSet<String>();
        collect("", type, inOneRow, field -> true, written);
        return written;
    }

    private static void collect(String prefix, Class<?> type, Set<String> inOneRow, Predicate<RecordComponent> which,
            Set<String> into) {
        for (RecordComponent field : type.getRecordComponents()) {
            String name = prefix + field.getName();
            if (which.test(field)) {
                into.add(name);
            }
            Class<?> inner = elementOf(field.getGenericType());
            if (inner.isRecord() && !inOneRow.contains(name)) {
                collect(name + ".", inner, inOneRow, which, into);
            }
        }
    }

    private static Class<?> elementOf(Type type) {
        return type instanceof ParameterizedType list && list.getRawType() == List.class
                ? (Class<?>) list.getActualTypeArguments()[0]
                : type instanceof Class<?> plain ? plain : Object.class;
    }
}
