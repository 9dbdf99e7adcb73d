package threadlab.support.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threadlab.support.FileAccessException;
import tools.jackson.jr.ob.JSON;

class ControlChannelTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void anEventIsOneLineOfJsonThatBeginsWithItsName() {
        ControlChannel.of(InputStream.nullInputStream(), out)
                .send(new Memory(7L, null, 9L));
        assertThat(text()).isEqualTo(
                "{\"event\":\"memory\",\"liveHeapBytes\":7,\"virtualThreads\":null,\"directBytes\":9}\n");
    }

    @Test
    void anEventReadsBackAsItsRecord() {
        var stopped = new Stopped(2, 1, 40.5, new ServerCounters(3, 0, Map.of("drained", 2L, "forced", 1L), Map.of(), 4,
                1L << 40, new ServerCounters.StartLatency(3, 0.125, 0.25),
                new ServerCounters.Work(1.5, 6, 7.25, 4, 5, 2.5,
                        List.of(new ServerCounters.Stage("pool", 4, 6, 0, 0.5, 0.75)))));
        ControlChannel.of(InputStream.nullInputStream(), out).send(stopped);
        assertThat(JSON.std.beanFrom(Stopped.class, text())).isEqualTo(stopped);
    }

    @Test
    void whateverTextAnEventHasItIsOneLine() {
        String reason = "two\nlines\r, \"quotes\", \u001b[2J, \u00fc";
        ControlChannel.of(InputStream.nullInputStream(), out).send(new Failed(reason));
        assertThat(text().lines()).hasSize(1);
        assertThat(JSON.std.beanFrom(Failed.class, text()).reason()).isEqualTo(reason);
    }

    @Test
    void requestsAreAnsweredInTheirOrderUntilTheInputEnds() {
        ControlChannel.of(input("stats\n\nwhat is this"), out).serve(UnknownRequest::new);
        assertThat(text().lines().map(line -> JSON.std.beanFrom(UnknownRequest.class, line).request()))
                .containsExactly("stats", "", "what is this");
    }

    @Test
    void theEndOfTheInputIsTold() throws IOException {
        var ended = new AtomicBoolean();
        var requests = new PipedOutputStream();
        ControlChannel.of(new PipedInputStream(requests), out)
                .serveInBackground(UnknownRequest::new, () -> ended.set(true));
        requests.write("one\n".getBytes(StandardCharsets.US_ASCII));
        requests.flush();
        await().until(() -> text().contains("one"));
        assertThat(ended).isFalse();
        requests.close();
        await().untilTrue(ended);
    }

    @Test
    void aFileHasTheEventsAsSoonAsTheyAreSentAndNothingOfBefore(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("events"), "before\n".repeat(100));
        try (ControlChannel channel = ControlChannel.to(file)) {
            channel.send(new Failed("one"));
            assertThat(file).hasContent("{\"event\":\"failed\",\"reason\":\"one\"}\n");
            channel.serveInBackground(UnknownRequest::new, () -> channel.send(new Failed("asked")));
            channel.send(new Failed("two"));
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedInALine(@TempDir Path folder) {
        Path file = folder.resolve("none").resolve("events");
        assertThatExceptionOfType(FileAccessException.class).isThrownBy(() -> ControlChannel.to(file).close())
                .withMessage("cannot write " + file + ": no such folder");
    }

    @Test
    void aReaderThatIsGoneDoesNotEndTheProcessAndIsLoggedOnce() {
        Logger log = Logger.getLogger(ControlChannel.class.getName()); // referenced, or its filter could be collected
        List<LogRecord> logged = new ArrayList<>();
        log.setFilter(entry -> !logged.add(entry));
        var attempts = new AtomicInteger();
        ControlChannel channel = ControlChannel.of(InputStream.nullInputStream(), new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                attempts.incrementAndGet();
                throw new IOException("broken pipe");
            }
        });
        channel.send(new Failed("one"));
        channel.send(new Failed("two"));
        log.setFilter(null);
        assertThat(attempts).hasValue(2);
        assertThat(logged).hasSize(1);
    }

    @Test
    void aProcessThatNobodyControlsTakesNoRequests() {
        var ended = new AtomicBoolean();
        try (ControlChannel channel = ControlChannel.none()) {
            channel.send(new Failed("unheard"));
            channel.serve(UnknownRequest::new); // returns
            channel.serveInBackground(UnknownRequest::new, () -> ended.set(true));
        }
        assertThat(ended).isFalse();
    }

    @Test
    void theNameOfAnEventIsThatOfItsRecord() {
        assertThat(List.of(Failed.class, UnknownRequest.class)).map(EventJson::name)
                .containsExactly("failed", "unknown-request");
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
