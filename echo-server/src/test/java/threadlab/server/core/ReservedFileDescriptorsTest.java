package threadlab.server.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sockets are told apart by what /proc calls them, so that those of other tests do not matter. */
class ReservedFileDescriptorsTest {
    private final ReservedFileDescriptors spare = new ReservedFileDescriptors();

    /** The JDK opens sockets of its own with the first one. */
    @BeforeAll
    static void warmUp() throws IOException {
        var first = new ReservedFileDescriptors();
        first.acquire();
        first.release();
    }

    @AfterEach
    void release() {
        spare.release();
    }

    @Test
    void sixteenSocketsAreHeldAndLetGo() throws IOException {
        Set<String> before = sockets();
        spare.acquire();
        Set<String> held = sockets();
        held.removeAll(before);
        assertThat(held).hasSize(16);
        spare.release();
        assertThat(sockets()).doesNotContainAnyElementsOf(held);
    }

    @Test
    void whatIsHeldIsNotAcquiredTwice() throws IOException {
        spare.acquire();
        Set<String> before = sockets();
        spare.acquire();
        Set<String> after = sockets();
        after.removeAll(before);
        assertThat(after).isEmpty();
    }

    @Test
    void theyCanBeHadBackAndReleasedAgain() throws IOException {
        Set<String> before = sockets();
        spare.acquire();
        spare.release();
        spare.release();
        spare.acquire();
        Set<String> held = sockets();
        held.removeAll(before);
        assertThat(held).hasSize(16);
    }

    private static Set<String> sockets() throws IOException {
        Path directory = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(directory), "descriptors are read from /proc");
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(directory)) {
            for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                try {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:")) {
                        sockets.add(target);
                    }
                } catch (NoSuchFileException closedMeanwhile) {
                    continue;
                }
            }
        }
        return sockets;
    }
}
