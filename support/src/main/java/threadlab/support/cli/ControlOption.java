package threadlab.support.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.support.IoErrors;
import threadlab.support.control.ControlChannel;
import threadlab.support.control.Failed;

/** The option of commands that other programs start and watch. */
public final class ControlOption {
    private static final Path STANDARD_STREAMS = Path.of("-");

    @Option(names = "--control", paramLabel = "FILE",
            description = "Report to this file, one JSON object a line. - is standard output, which then has nothing "
                    + "else, and requests come from standard input. See docs/control.md.")
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
                control.send(
                        new Failed(e instanceof IOException io ? IoErrors.text(io) : String.valueOf(e.getMessage())));
                throw e;
            }
        }
    }

    private ControlChannel open(InputStream in, PrintStream out) throws IOException {
        if (file == null) {
            return ControlChannel.none();
        }
        return isOnStandardStreams()
                ? ControlChannel.of(in, out instanceof StandardOutput standard ? standard.events() : out)
                : ControlChannel.to(file);
    }

    /** Returns whether standard output is for events alone. */
    public boolean isOnStandardStreams() {
        return STANDARD_STREAMS.equals(file);
    }

    /** Returns the file, to be compared with others; none for the standard streams. */
    public ResultFile resultFile() {
        return new ResultFile("--control", isOnStandardStreams() ? null : file);
    }

    /**
     * Returns where to print what events say as well. If they are on standard output that is nowhere, so that standard
     * error has nothing but warnings and errors.
     */
    public PrintStream text(PrintStream out) {
        return isOnStandardStreams() ? new PrintStream(OutputStream.nullOutputStream()) : out;
    }
}
