package threadlab.bench.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that describes the JSON and the records that it is written from have the same fields. */
class CompareJsonDocTest {
    private static final Path PAGE = Path.of("../docs/compare-json.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);
    /** Told in one row each, or where they come first. */
    private static final Set<String> IN_ONE_ROW = Set.of("environment", "plan.points",
            "trials.figures.latencyMicros", "trials.figures.latencyFromSendMicros", "explanations.point");

    @Test
    void everyFieldIsDescribedAndEveryDescribedFieldIsWritten() throws IOException {
        Set<String> described = ROW.matcher(Files.readString(PAGE)).results().map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        var written = new TreeSet<String>();
        collect("", Comparison.class, written);
        assertThat(described).containsExactlyElementsOf(written);
    }

    @Test
    void theSchemaIsNamed() throws IOException {
        assertThat(PAGE).content().contains("Schema `" + Comparison.SCHEMA + "`");
    }

    private static void collect(String prefix, Class<?> type, Set<String> into) {
        for (RecordComponent field : type.getRecordComponents()) {
            String name = prefix + field.getName();
            into.add(name);
            Class<?> inner = elementOf(field.getGenericType());
            if (inner.isRecord() && !IN_ONE_ROW.contains(name)) {
                collect(name + ".", inner, into);
            }
        }
    }

    private static Class<?> elementOf(Type type) {
        return type instanceof ParameterizedType list && list.getRawType() == List.class
                ? (Class<?>) list.getActualTypeArguments()[0]
                : type instanceof Class<?> plain ? plain : Object.class;
    }
}
