package threadlab.support.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import threadlab.support.AtomicFile;
import threadlab.support.CloseUtils;
import threadlab.support.FileAccessException;
import threadlab.support.IoErrors;

/**
 * The channel between a process and the one that has started it: events go out as lines of JSON, and requests, if there
 * are any, come in as lines of text. Thread-safe.
 */
public final class ControlChannel implements AutoCloseable {
    private final @Nullable InputStream requests;
    private final OutputStream events;
    private boolean isBroken;

    private ControlChannel(@Nullable InputStream requests, OutputStream events) {
        this.requests = requests;
        this.events = events;
    }

    /** Returns a channel for a process that nobody controls. */
    public static ControlChannel none() {
        return new ControlChannel(null, OutputStream.nullOutputStream());
    }

    /** Opens a channel that writes its events to a file, which is emptied first, and takes no requests. */
    public static ControlChannel to(Path file) throws FileAccessException {
        return new ControlChannel(null, AtomicFile.open(file));
    }

    /** Returns a channel on two streams, such as the standard ones. */
    public static ControlChannel of(InputStream requests, OutputStream events) {
        return new ControlChannel(requests, events);
    }

    /**
     * Writes an event, and passes it on at once. The process goes on if that fails: a server does not end because
     * nobody can watch it. The first failure is logged.
     *
     * @param event its name as a record is the name of the event
     */
    public synchronized void send(Record event) {
        try {
            events.write((EventJson.line(event) + "\n").getBytes(StandardCharsets.UTF_8));
            events.flush();
        } catch (IOException e) {
            if (!isBroken) {
                isBroken = true;
                System.getLogger(ControlChannel.class.getName()).log(Level.WARNING,
                        "events are lost: " + IoErrors.text(e));
            }
        }
    }

    /**
     * Sends an answer for each request, until no more can come because the input has ended. Returns at once if the
     * channel takes no requests.
     */
    public void serve(Function<String, Record> answer) {
        if (requests == null) {
            return;
        }
        var lines = new BufferedReader(new InputStreamReader(requests, StandardCharsets.UTF_8));
        try {
            for (String request = lines.readLine(); request != null; request = lines.readLine()) {
                send(answer.apply(request));
            }
        } catch (IOException broken) {
            // This is an end of the input too.
        }
    }

    /**
     * Serves on a daemon thread.
     *
     * @param atEnd runs when the input has ended, which means that the process which sent requests is gone or wants an
     *            end; never runs if the channel takes no requests
     */
    public void serveInBackground(Function<String, Record> answer, Runnable atEnd) {
        if (requests != null) {
            Thread.ofPlatform().daemon().name("control").start(() -> {
                serve(answer);
                atEnd.run();
            });
        }
    }

    /** Closes the file. Standard streams stay open. */
    @Override
    public void close() {
        if (requests == null) {
            CloseUtils.closeAndLog(events, ControlChannel.class);
        }
    }
}
