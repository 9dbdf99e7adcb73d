package threadlab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    private Path directory;

    /** Blocks twice within a class initializer, which no JDK up to 25 can unmount; prints a moment in between. */
    static final class Pins {
        public static void main(String... args) throws Exception {
            Thread.ofVirtual().start(First::touch).join();
            pause();
            long between = System.currentTimeMillis();
            pause();
            Thread.ofVirtual().start(Second::touch).join();
            ChildJvm.ready(between);
        }

        /** The recording's clock and the JVM's need not agree to the millisecond. */
        private static void pause() {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(50);
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    static final class First {
        static {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }

        static void touch() {
        }
    }

    static final class Second {
        static {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }

        static void touch() {
        }
    }

    @Test
    void whatAJvmRecordsIsReadWhenItHasEnded() throws IOException, InterruptedException {
        Path file = directory.resolve("a recording, of: pins.jfr");
        Instant between;
        try (var jvm = new ChildJvm(Recording.options(file), Pins.class)) {
            between = Instant.ofEpochMilli(Long.parseLong(jvm.line()));
            jvm.stop();
        }
        VirtualThreadEvents figures = Recording.read(file, Instant.EPOCH, Instant.MAX);
        assertThat(figures.pinned()).as("the JDK's own code may pin too: %s", figures).isGreaterThanOrEqualTo(2);
        assertThat(figures.pinnedMillis()).isPositive();
        assertThat(figures.submitFailed()).isZero();
        if (Runtime.version().feature() >= 24) {
            assertThat(figures.pinnedReasons().entrySet()).filteredOn(pin -> pin.getKey().contains("<clinit>"))
                    .extracting(Map.Entry::getValue).containsExactly(1L, 1L);
        }
        assertThat(Recording.read(file, between, Instant.MAX).pinned()).isBetween(1L, figures.pinned() - 1);
        assertThat(Recording.read(file, Instant.EPOCH, between).pinned()).isBetween(1L, figures.pinned() - 1);
        assertThat(Recording.read(file, Instant.EPOCH, Instant.EPOCH).pinned()).isZero();
    }

    @Test
    void whatIsNoWholeRecordingTellsNothing() throws IOException {
        assertThat(Recording.read(directory.resolve("none"), Instant.EPOCH, Instant.MAX)).isNull();
        Path empty = Files.createFile(directory.resolve("of a killed JVM"));
        assertThat(Recording.read(empty, Instant.EPOCH, Instant.MAX)).isNull();
    }
}
