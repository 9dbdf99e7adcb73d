package threadlab.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import threadlab.bench.input.JsonInput;
import threadlab.bench.input.MalformedInput;
import threadlab.bench.input.RecordReader;
import threadlab.support.PrintableText;
import threadlab.support.control.EventJson;
import threadlab.support.control.Failed;

/**
 * A child process with a control channel on its standard streams; see {@code docs/control.md}. Lines of its standard
 * output that are no events, such as warnings of the JVM, count as text. Not thread-safe.
 */
public final class ControlledProcess implements AutoCloseable {
    private static final String EVENT_START = "{";
    private static final int TEXT_TIMEOUT_SECONDS = 5;

    /** Is told of events that nobody waits for. */
    @FunctionalInterface
    public interface Meanwhile {
        Meanwhile NOTHING = event -> {
        };

        /** @param event its name */
        void event(String event) throws InterruptedException;
    }

    private final String what;
    private final Process process;
    private final PrintedText text;
    /** An empty one is the end. */
    private final BlockingQueue<Optional<String>> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> textEnded;

    private ControlledProcess(String what, Process process, PrintedText text) {
        this.what = what;
        this.process = process;
        this.text = text;
        this.textEnded = text.follow(process.errorReader());
        Thread.startVirtualThread(this::readEvents);
    }

    /**
     * Follows a process that was just started.
     *
     * @param what names the process in messages: the server
     */
    public static ControlledProcess of(String what, Process process) {
        return new ControlledProcess(what, process, PrintedText.keepingFirst());
    }

    /** Follows a process that knows nothing of control channels, and prints on standard error whatever it likes. */
    static ControlledProcess foreign(String what, Process process) {
        return new ControlledProcess(what, process, PrintedText.keepingLast());
    }

    private void readEvents() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(EVENT_START)) {
                    events.add(Optional.of(line));
                } else {
                    text.add(PrintableText.of(line));
                }
            }
        } catch (IOException closed) {
            // The process was killed meanwhile: its events end here.
        } finally {
            events.add(Optional.empty());
        }
    }

    /** Returns the id of the process. */
    public long pid() {
        return process.pid();
    }

    /** Returns whether the process has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Sends a request and waits for its answer.
     *
     * @throws IOException in one line, if there is none
     */
    public <T extends Record> T ask(String request, Class<T> answer, Duration timeout)
            throws IOException, InterruptedException {
        return ask(request, answer, timeout, Meanwhile.NOTHING);
    }

    /** Asks, and tells {@code meanwhile} of the events that come before the answer. */
    public <T extends Record> T ask(String request, Class<T> answer, Duration timeout, Meanwhile meanwhile)
            throws IOException, InterruptedException {
        // Another thread, since the process may not read what fills its pipe.
        CompletableFuture.runAsync(() -> send(request), Thread::startVirtualThread);
        return next(answer, timeout, meanwhile);
    }

    private void send(String request) {
        try {
            process.outputWriter().write(request + "\n");
            process.outputWriter().flush();
        } catch (IOException ended) {
            // The caller that waits for the answer learns of the end.
        }
    }

    /**
     * Waits for the next event of a type. Other events are skipped.
     *
     * @throws IOException in one line, if the process fails, ends, reports something malformed, or takes too long
     */
    public <T extends Record> T next(Class<T> type, Duration timeout) throws IOException, InterruptedException {
        return next(type, timeout, Meanwhile.NOTHING);
    }

    private <T extends Record> T next(Class<T> type, Duration timeout, Meanwhile meanwhile)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<String> line = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                close();
                throw new IOException(what + " did not answer within " + timeout.toSeconds() + " s");
            }
            T event = event(line.orElseThrow(this::ended), type, meanwhile);
            if (event != null) {
                return event;
            }
        }
    }

    /** Returns the next event of a type from a process that has ended, if there is one. */
    <T extends Record> Optional<T> rest(Class<T> type) throws InterruptedException {
        try {
            return Optional.of(next(type, Duration.ofSeconds(1)));
        } catch (IOException noMore) {
            return Optional.empty();
        }
    }

    private <T extends Record> @Nullable T event(String line, Class<T> type, Meanwhile meanwhile)
            throws IOException, InterruptedException {
        try {
            Map<?, ?> event = (Map<?, ?>) JsonInput.of(line);
            Object name = event == null ? null : event.get("event");
            if (EventJson.name(type).equals(name)) {
                return RecordReader.of(type, event);
            }
            if (EventJson.name(Failed.class).equals(name)) {
                throw new IOException(RecordReader.of(Failed.class, event).reason());
            }
            meanwhile.event(String.valueOf(name));
            return null;
        } catch (MalformedInput e) {
            close();
            throw new IOException(what + " reported something malformed: " + e.getMessage(), e);
        }
    }

    private IOException ended() {
        events.add(Optional.empty()); // for the next one who asks
        close();
        return new IOException(endText());
    }

    /** Returns how the process has ended, with the line that says why. */
    String endText() {
        return what + " ended with status " + process.exitValue() + (text().isEmpty() ? "" : ": " + text());
    }

    /** Returns the line that the process has printed for people; empty if there is none. */
    String text() {
        if (!process.isAlive()) { // a child of the process may keep the output open
            textEnded.copy().completeOnTimeout(null, TEXT_TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
        }
        return text.line();
    }

    /**
     * Asks the process to stop (SIGTERM), and kills it if it has not ended in time.
     *
     * @return what was wrong: it took too long, its status was not 0, or it had printed a warning or an error
     */
    public Optional<String> stop(Duration timeout) throws InterruptedException {
        process.toHandle().destroy();
        if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            close();
            return Optional.of(what + " did not stop within " + timeout.toSeconds() + " s");
        }
        close();
        return process.exitValue() == 0 && text().isEmpty() ? Optional.empty() : Optional.of(endText());
    }

    /**
     * Kills the process if it is still alive, waits for its end, and ends its input, which children of it may read.
     * What it has printed can still be read.
     */
    @Override
    public void close() {
        process.toHandle().destroyForcibly(); // Process.destroyForcibly would close its streams as well
        process.onExit().join();
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            // A request was not read to its end: nobody waits for the answer any more.
        }
    }
}
