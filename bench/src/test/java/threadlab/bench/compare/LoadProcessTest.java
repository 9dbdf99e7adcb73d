package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.bench.BriefJvm;
import threadlab.support.ChildProcesses;

/** What it does when it is started by hand. That it serves a run is seen in {@link TrialRunnerTest}. */
@Tag("process")
@Timeout(60)
class LoadProcessTest {

    private static Process start(String... arguments) throws IOException {
        return ChildProcesses.start(new ProcessBuilder(
                ChildProcesses.javaCommand(List.of(), LoadProcess.class, arguments)).redirectErrorStream(true));
    }

    private static List<String> output(Process process) {
        return BriefJvm.ownLines(process.inputReader().lines()).toList();
    }

    /** Its standard input stays open, as that of an IDE does. */
    @Test
    void withoutArgumentsItSaysWhatTheyAreAndEnds() throws Exception {
        Process process = start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(output(process)).singleElement().asString().startsWith("error: ./lab compare starts this ");
    }

    @Test
    void whatIsNoTrialIsAReportThatSaysSo() throws Exception {
        assertThat(output(start("x"))).singleElement().asString().startsWith("{\"event\":\"report\",")
                .contains("\"FAILED\"", "it is not JSON, or not whole");
    }
}
