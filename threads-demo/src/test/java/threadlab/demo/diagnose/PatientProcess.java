package threadlab.demo.diagnose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import threadlab.support.ChildProcesses;

/** A {@link Patient} that runs. Its scheduler is the same on every machine. */
final class PatientProcess implements AutoCloseable {
    private final Process process;

    private PatientProcess(Process process) {
        this.process = process;
    }

    /** Returns when the patient has its problem. */
    static PatientProcess start(Patient patient, Path workingFolder, String... options) throws IOException {
        List<String> jvm = new ArrayList<>(List.of("-Xmx256m",
                "-Djdk.virtualThreadScheduler.parallelism=" + Patient.CARRIERS,
                "-Djdk.virtualThreadScheduler.maxPoolSize=" + Patient.CARRIERS));
        jvm.addAll(List.of(options));
        Process process = ChildProcesses.start(
                new ProcessBuilder(ChildProcesses.javaCommand(jvm, Patient.class, patient.name()))
                        .directory(workingFolder.toFile()).redirectErrorStream(true));
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        assertThat(out.readLine()).isEqualTo("ready");
        return new PatientProcess(process);
    }

    long pid() {
        return process.pid();
    }

    /** Ends it, and returns what it has printed since it was ready. */
    String end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return printed;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
