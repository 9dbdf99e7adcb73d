package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IoErrorsTest {
    @TempDir
    private Path folder;

    @Test
    void whatTheFileSystemRefusesIsToldInWords() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path none = folder.resolve("none");
        assertThat(text(() -> Files.readString(none))).isEqualTo(none + ": no such file or folder");
        assertThat(text(() -> Files.createDirectories(file)))
                .isEqualTo(file + ": there is a file of that name already");
        assertThat(text(() -> Files.list(file).close())).isEqualTo(file + ": it is not a folder");
        assertThat(text(() -> Files.readString(folder))).isEqualTo("Is a directory");
    }

    static Stream<Arguments> errors() {
        return Stream.of(Arguments.of(new AccessDeniedException("/f"), "/f: permission denied"),
                Arguments.of(new DirectoryNotEmptyException("/f"), "/f: directory not empty"),
                Arguments.of(new AtomicMoveNotSupportedException("/f", "/g", "across devices"), "/f: across devices"),
                Arguments.of(FileAccessException.cannotRead(Path.of("/f"), new AccessDeniedException("/f")),
                        "cannot read /f: permission denied"),
                Arguments.of(new UnknownHostException("h"), "unknown host h"),
                Arguments.of(new EOFException(), "it ended too early"),
                Arguments.of(new ClosedChannelException(), "closed channel"),
                Arguments.of(new ConnectException("Connection refused (connect failed)"), "Connection refused"),
                Arguments.of(new SocketException("Connection reset"), "Connection reset"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void aMessageThatTellsIsKeptAndANameOfAClassIsNeverShown(IOException e, String text) {
        assertThat(IoErrors.text(e)).isEqualTo(text);
    }

    private interface Access {
        void run() throws IOException;
    }

    private static String text(Access access) {
        return IoErrors.text(catchThrowableOfType(IOException.class, access::run));
    }
}
