package threadlab.support.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Standard output that knows whether all was written, and why not; {@link System#out} forgets the reason. */
final class StandardOutput extends PrintStream {
    private static final int TYPE_OF_FILE = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private final Sink sink;

    private StandardOutput(Sink sink) {
        super(new BufferedOutputStream(sink), true,
                Charset.forName(System.getProperty("stdout.encoding", Charset.defaultCharset().name())));
        this.sink = sink;
    }

    /** @param onClosed runs when nobody reads a pipe any longer, which ends whoever writes into it */
    static StandardOutput open(Runnable onClosed) {
        return new StandardOutput(new Sink(onClosed));
    }

    /** Returns why something was not written; null if all was. */
    @Nullable
    IOException failure() {
        flush();
        return sink.failure;
    }

    /** Returns the stream for events, whose writer learns of a failure and goes on although nobody reads. */
    OutputStream events() {
        return sink.out;
    }

    static boolean isPipe() {
        try {
            int type = (int) Files.getAttribute(Path.of("/dev/fd/1"), "unix:mode") & TYPE_OF_FILE;
            return type == PIPE || type == SOCKET;
        } catch (IOException | UnsupportedOperationException notTold) {
            return false; // and so the failure is told
        }
    }

    private static final class Sink extends OutputStream {
        private final OutputStream out = new FileOutputStream(FileDescriptor.out);
        private final Runnable onClosed;
        private volatile @Nullable IOException failure;

        Sink(Runnable onClosed) {
            this.onClosed = onClosed;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (failure != null) {
                throw failure; // no hole in what was written
            }
            try {
                out.write(bytes, from, count);
            } catch (IOException e) {
                failure = e;
                if (isPipe()) {
                    onClosed.run();
                }
                throw e;
            }
        }
    }
}
