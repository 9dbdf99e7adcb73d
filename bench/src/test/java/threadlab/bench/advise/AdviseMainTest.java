package threadlab.bench.advise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import threadlab.bench.DescribedFields;
import threadlab.bench.verdict.Json;

class AdviseMainTest {
    private static final Path PAGE = Path.of("../docs/advise.md");

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theAnswerIsPrintedAndWrittenAsJson() throws IOException {
        Path file = folder.resolve("advice.json");

        assertThat(run("--rate 9915 --latency 100ms --cpus-busy 0.5 --cpus 2 --pool 200 --json " + file)).isZero();
        assertThat(out.toString()).contains(Limit.POOL.sentence(), "./lab compare --work 'cpu 50.4us, wait 20.1ms'");
        Advice advice = Json.read(Advice.class, Files.readString(file));
        assertThat(advice.schema()).isEqualTo(Advice.SCHEMA);
        assertThat(advice.limit()).isEqualTo(Limit.POOL);
        assertThat(advice.figures().pool()).isEqualTo(200);
        assertThat(advice.sentences()).first().isEqualTo(Limit.POOL.sentence());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --rate 0    | rate is 0.0, allowed: above 0
            --latency 0ms | latency is 0s, allowed: 0.001ms to 1h
            --cpus-busy 2.5 | cpus-busy is 2.5, allowed: above 0 to the cpus, 2
            --cpus-busy 0 | cpus-busy is 0.0, allowed: above 0
            --cpus 0    | cpus is 0.0, allowed: above 0
            --pool 0    | pool is 0, allowed: 1 to
            --pool 1    | cpus-busy is 1.4, allowed: at most 1 for each thread of the pool, 1
            --rate 0.00001 | cpus-busy is 1.4, allowed: at most 1 for each request in flight, <0.001
            --latency 0.4ms | cpus-busy is 1.4, allowed: at most 1 for each request in flight, 1.20
            --quiet-latency 0.4ms | quiet-latency is 0.4ms, allowed: at least the CPU a request, 467 us
            """)
    void figuresThatContradictEachOtherAreRefusedInALine(String wrong, String line) {
        String name = wrong.split(" ", 2)[0];
        String right = Stream.of("--rate 3000", "--latency 45ms", "--cpus-busy 1.4", "--cpus 2", "--pool 200")
                .filter(option -> !option.startsWith(name + " ")).reduce("", (all, next) -> all + next + " ");

        assertThat(run(right + wrong)).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString().lines()).hasSize(2).first().asString().startsWith("error: " + line);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenIsAFailureAfterTheAnswer() {
        Path file = folder.resolve("none/advice.json");

        assertThat(run("--rate 3000 --latency 45ms --cpus-busy 1.4 --cpus 2 --pool 200 --json " + file))
                .isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(out.toString()).contains(Limit.NEITHER.sentence());
        assertThat(err.toString().lines()).hasSize(1).first().asString().contains(file.toString());
    }

    @Test
    void thePageShowsWhatIsPrinted() throws IOException {
        run("--rate 9915 --latency 100ms --cpus-busy 0.5 --cpus 2 --pool 200");

        assertThat(PAGE).content().contains("```\n" + out + "```\n");
    }

    @Test
    void everyFieldOfTheJsonIsDescribedAndNoOther() throws IOException {
        assertThat(DescribedFields.in(PAGE)).containsExactlyElementsOf(DescribedFields.of(Advice.class,
                Set.of()));
        assertThat(PAGE).content().contains("Schema `" + Advice.SCHEMA + "`")
                .contains(Stream.of(Limit.values()).map(limit -> "`" + limit + "`").toArray(String[]::new));
    }

    private int run(String arguments) {
        return AdviseMain.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true))
                .execute(arguments.split(" "));
    }
}
