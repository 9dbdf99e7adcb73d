package threadlab.support.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.support.control.ControlChannel;
import threadlab.support.control.Failed;

/** The option of commands that other programs start and watch. */
public final class ControlOption {
    private static final Path STANDARD_STREAMS = Path.of("-");

    @Option(names = "--control", paramLabel = "FILE",
            description = "Write what happens to this file, one JSON object a line; - is standard output, and then "
                    + "requests are read from standard input. See docs/control.md.")
    private @Nullable Path file;

    /** What a command does. */
    public interface Work {
        /** Returns the exit status. */
        int run(ControlChannel control) throws IOException, InterruptedException;
    }

    /**
     * Opens the channel, does the work, and closes the channel. If the work fails, the channel tells why.
     *
     * @param in standard input
     * @param out standard output
     */
    public int run(InputStream in, PrintStream out, Work work) throws IOException, InterruptedException {
        try (ControlChannel control = open(in, out)) {
            try {
                return work.run(control);
            } catch (IOException | RuntimeException e) {
                control.send(new Failed(String.valueOf(e.getMessage())));
                throw e;
            }
        }
    }

    private ControlChannel open(InputStream in, PrintStream out) throws IOException {
        if (file == null) {
            return ControlChannel.none();
        }
        return isOnStandardStreams() ? ControlChannel.of(in, out) : ControlChannel.to(file);
    }

    private boolean isOnStandardStreams() {
        return STANDARD_STREAMS.equals(file);
    }

    /** Returns the stream for people to read: standard error if standard output has the events. */
    public PrintStream text(PrintStream out, PrintStream err) {
        return isOnStandardStreams() ? err : out;
    }
}
