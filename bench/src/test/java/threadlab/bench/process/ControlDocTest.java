package threadlab.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import threadlab.bench.DescribedFields;
import threadlab.client.cli.LoadEvents;
import threadlab.support.control.CpuUnit;
import threadlab.support.control.EventJson;
import threadlab.support.control.Failed;
import threadlab.support.control.Jvm;
import threadlab.support.control.Listening;
import threadlab.support.control.Memory;
import threadlab.support.control.Stats;
import threadlab.support.control.Stopped;
import threadlab.support.control.UnknownRequest;

/** The page that describes the events and the records that they are written from have the same fields. */
class ControlDocTest {
    private static final Path PAGE = Path.of("../docs/control.md");
    private static final List<Class<? extends Record>> EVENTS = List.of(Listening.class, Stats.class, Memory.class,
            Jvm.class, CpuUnit.class, Stopped.class, LoadEvents.Measuring.class, LoadEvents.Result.class, Failed.class,
            UnknownRequest.class);

    @Test
    void everyFieldIsDescribedAndEveryDescribedFieldIsWritten() throws IOException {
        Set<String> written = fields(DescribedFields::of);
        EVENTS.forEach(event -> written.add(EventJson.name(event)));
        assertThat(DescribedFields.in(PAGE)).containsExactlyElementsOf(written);
    }

    @Test
    void whatMayBeNullIsDescribedSo() throws IOException {
        assertThat(DescribedFields.nullableIn(PAGE)).containsExactlyElementsOf(fields(DescribedFields::nullableOf));
    }

    private static Set<String> fields(BiFunction<Class<?>, Set<String>, Set<String>> of) {
        var all = new TreeSet<String>();
        for (Class<? extends Record> event : EVENTS) {
            of.apply(event, Set.of()).forEach(field -> all.add(EventJson.name(event) + "." + field));
        }
        all.removeIf(field -> field.startsWith("stopped.counters.")); // described with stats
        return all;
    }
}
