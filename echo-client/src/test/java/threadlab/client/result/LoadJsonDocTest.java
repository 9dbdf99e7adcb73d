package threadlab.client.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import threadlab.client.Results;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.verify.Failure;

/** The page that describes the JSON and the JSON that is written have the same fields. */
class LoadJsonDocTest {
    private static final Path PAGE = Path.of("../docs/load-json.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    @Test
    void everyFieldIsDescribedAndEveryDescribedFieldIsWritten() throws IOException {
        Set<String> described = all(ROW, 1);
        assertThat(written()).containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void everyFailureAndThisSchemaAreNamed() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains("Schema `" + json(new LoadModel.Closed(1, Duration.ZERO)).get("schema") + "`");
        assertThat(Failure.values()).allSatisfy(failure -> assertThat(page).contains("`" + failure + "`"));
    }

    private static Set<String> all(Pattern pattern, int group) throws IOException {
        return pattern.matcher(Files.readString(PAGE)).results().map((MatchResult found) -> found.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The keys of both kinds of loop; the document describes in words what latencies and failures hold. */
    private static Set<String> written() {
        return Stream.of(new LoadModel.Closed(1, Duration.ZERO),
                new LoadModel.Open(1, LoadModel.Arrival.CONSTANT, Duration.ZERO))
                .map(LoadJsonDocTest::json).flatMap(json -> json.entrySet().stream().flatMap(LoadJsonDocTest::paths))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> paths(Map.Entry<String, Object> field) {
        Stream<String> inside = field.getValue() instanceof Map<?, ?> map
                && Set.of("plan", "environment").contains(field.getKey())
                        ? map.keySet().stream().map(name -> field.getKey() + "." + name)
                        : Stream.of();
        return Stream.concat(Stream.of(field.getKey()), inside);
    }

    private static Map<String, Object> json(LoadModel loadModel) {
        var plan = new LoadPlan("h", 1, 1, 1, Duration.ZERO, Duration.ofSeconds(1)).withLoadModel(loadModel);
        return ResultJson.map(Results.of(plan).result(), List.of(), Instant.EPOCH);
    }
}
