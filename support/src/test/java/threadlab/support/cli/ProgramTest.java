package threadlab.support.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import threadlab.support.ChildProcesses;

/** What becomes of output that cannot be written. Each program is a process. */
@Tag("process")
@Timeout(60)
class ProgramTest {
    private static final File FULL = new File("/dev/full");

    /** Prints a line, or lines without end. */
    @Command(name = "lab print", mixinStandardHelpOptions = true)
    static final class Printer implements Runnable {
        @Option(names = "--forever")
        private boolean forever;

        public static void main(String... arguments) {
            CommandLines.program(() -> CommandLines.of(new Printer()).execute(arguments), System.err, System::exit);
        }

        @Override
        public void run() {
            do {
                System.out.println("grüße");
            } while (forever);
        }
    }

    private static Process start(Redirect out, String... arguments) throws IOException {
        List<String> command = ChildProcesses.javaCommand(List.of("-Dstdout.encoding=UTF-8"), Printer.class,
                arguments);
        return ChildProcesses.start(new ProcessBuilder(command).redirectOutput(out));
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static boolean isThereAFullDevice() {
        return FULL.exists();
    }

    @Test
    void whatIsWrittenComesAsItIs() throws IOException, InterruptedException {
        Process printer = start(Redirect.PIPE);
        assertThat(text(printer.getInputStream())).isEqualTo("grüße" + System.lineSeparator());
        assertThat(text(printer.getErrorStream())).isEmpty();
        assertThat(printer.waitFor()).isZero();
    }

    @Test
    @EnabledIf("isThereAFullDevice")
    void aFullDeviceIsOneLineOnStandardErrorAndAFailure() throws IOException, InterruptedException {
        for (String option : List.of("", "--help", "--version")) {
            Process printer = start(Redirect.to(FULL), option.isEmpty() ? new String[0] : new String[]{option});
            assertThat(text(printer.getErrorStream()))
                    .matches("error: cannot write to standard output: No space left on device\\R");
            assertThat(printer.waitFor()).as(option).isEqualTo(1);
        }
    }

    @Test
    void aPipeThatNobodyReadsAnyLongerEndsTheProgramAtOnceAndWithoutAWord() throws IOException, InterruptedException {
        Process printer = start(Redirect.PIPE, "--forever");
        try (BufferedReader lines = printer.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo("grüße");
        }
        assertThat(printer.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(text(printer.getErrorStream())).isEmpty();
        assertThat(printer.exitValue()).isEqualTo(1);
    }
}
