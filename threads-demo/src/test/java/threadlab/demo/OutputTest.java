package threadlab.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutputTest {
    private final Queue<String> writes = new ConcurrentLinkedQueue<>(); // one element a write

    @Test
    void linesOfManyThreadsNeverTear() throws InterruptedException {
        Output output = new Output(stream(new CountDownLatch(0)));
        CountDownLatch start = new CountDownLatch(1);
        List<String> lines = IntStream.range(0, 400).mapToObj(i -> "line " + i + " \u00e4\u4e2d").toList();

        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            IntStream.range(0, 20).forEach(thread -> threads.submit(() -> {
                start.await();
                lines.subList(thread * 20, thread * 20 + 20).forEach(output::line);
                return null;
            }));
            start.countDown();
        }

        assertThat(writes).containsExactlyInAnyOrderElementsOf(
                lines.stream().map(line -> line + System.lineSeparator()).toList());
    }

    /** So that the end of a pipe's reader is not told as an interrupt. */
    @Test
    void anOutputThatCannotBeWrittenIsClosed() {
        Output output = new Output(new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("nobody reads");
            }
        }));
        output.line("lost");
        assertThat(output.close()).isFalse();
    }

    @Test
    void closeLetsTheLineInProgressFinishAndDropsLaterOnes() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        Output output = new Output(stream(release));
        Thread printer = Thread.ofPlatform().start(() -> output.line("in progress"));
        await().until(() -> printer.getState() == Thread.State.WAITING);
        Thread closer = Thread.ofPlatform().start(() -> {
            output.close();
            writes.add("closed");
        });
        await().until(() -> closer.getState() == Thread.State.WAITING);
        Thread late = Thread.ofPlatform().start(() -> {
            await().until(() -> writes.contains("closed"));
            output.line("late");
        });

        release.countDown();

        for (Thread thread : List.of(printer, closer, late)) {
            thread.join();
        }
        assertThat(writes).containsExactly("in progress" + System.lineSeparator(), "closed");
    }

    @Test
    void onlyTheFirstCloseIsTheFirst() {
        Output output = new Output(stream(new CountDownLatch(0)));

        assertThat(output.close()).isTrue();
        assertThat(output.close()).isFalse();
    }

    /** Records each write as it comes, once released. */
    private PrintStream stream(CountDownLatch release) {
        return new PrintStream(new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[]{(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                writes.add(new String(bytes, offset, length, UTF_8));
            }
        }, false, UTF_8);
    }
}
