package threadlab.support.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import threadlab.support.control.Failed;

class ControlOptionTest {
    private static final String LUCK = "{\"event\":\"failed\",\"reason\":\"no luck\"}\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A command that prints a line and does its work. */
    @Command(name = "lab test")
    private final class Main implements Callable<Integer> {
        @Mixin
        private ControlOption control;

        private final ControlOption.Work work;

        Main(ControlOption.Work work) {
            this.work = work;
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            var standardOutput = new PrintStream(out, true);
            control.text(standardOutput).print("text");
            return control.run(InputStream.nullInputStream(), standardOutput, work);
        }
    }

    @Test
    void standardOutputHasTheEventsAndNothingElse() {
        assertThat(run(channel -> {
            channel.send(new Failed("no luck"));
            return 5;
        }, "--control", "-")).isEqualTo(5);
        assertThat(out).hasToString(LUCK);
    }

    @Test
    void withoutTheOptionEventsGoNowhere() {
        assertThat(run(channel -> {
            channel.send(new Failed("no luck"));
            return 0;
        })).isZero();
        assertThat(out).hasToString("text");
    }

    @Test
    void aFailureIsReportedBeforeTheCommandEndsWithIt(@TempDir Path folder) {
        Path file = folder.resolve("events");
        assertThat(run(channel -> {
            throw new IOException("no luck");
        }, "--control=" + file)).isEqualTo(1);
        assertThat(file).hasContent(LUCK);
        assertThat(out).hasToString("text");
    }

    private int run(ControlOption.Work work, String... arguments) {
        return CommandLines.of(new Main(work)).setErr(new PrintWriter(new StringWriter())).execute(arguments);
    }
}
