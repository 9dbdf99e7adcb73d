package threadlab.bench.diff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The reports beside this class in the resources; .ci/jmh-samples/run made them by running JMH. */
final class SampleReports {
    private SampleReports() {
    }

    static String text(String name) {
        try (InputStream in = new GZIPInputStream(SampleReports.class.getResourceAsStream(name + ".json.gz"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path file(Path folder, String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".json"), text(name));
    }

    /** Returns the files of a report that was measured in sixteen passes, eight of each benchmark. */
    static List<Path> passes(Path folder, String name) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int pass = 1; pass <= 16; pass++) {
            files.add(file(folder, name + "-" + pass));
        }
        return files;
    }

    static JmhReport report(Path folder, String name) throws IOException {
        return read(List.of(file(folder, name)));
    }

    /** Returns the report that these files are the passes of. */
    static JmhReport read(List<Path> passes) {
        return new ReportReader(InputStream.nullInputStream()).read(List.of(new ReportArgument(passes))).getFirst();
    }
}
