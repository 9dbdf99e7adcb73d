package threadlab.client.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import threadlab.client.result.LoadResult;
import threadlab.support.Version;

/** A worker that also writes to a file what its load recorded, before any of it is sent: NAME PORT FILE [VERSION]. */
public final class RecordingWorker {
    private RecordingWorker() {
    }

    public static void main(String... args) throws IOException, InterruptedException {
        var config = new ClusterConfig(args[0], InetAddress.getByName("127.0.0.1"), Integer.parseInt(args[1]),
                List.of(), null, "");
        String version = args.length > 3 ? args[3] : Version.current();
        try {
            ClusterWorker.run(config, false, new Terminal(), version, loop -> (run, plan, events) -> GeneratorTask
                    .begin(run, plan, loop, new Recording(Path.of(args[2]), events)));
        } catch (IOException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(1);
        }
    }

    private static final class Terminal implements ClusterWorker.Host {
        @Override
        public void joined(String name) {
            System.out.println("worker " + name + " waits for work");
        }

        @Override
        public void notice(String line) {
            System.err.println(line);
        }

        @Override
        public void onStop(Runnable stop) {
            Runtime.getRuntime().addShutdownHook(new Thread(stop));
        }
    }

    private record Recording(Path file, LoadTask.Events events) implements LoadTask.Events {
        @Override
        public void ready() {
            events.ready();
        }

        @Override
        public void progress(ClusterMessage.Progress progress) {
            events.progress(progress);
        }

        @Override
        public void ended(LoadResult result, long lateNanos) {
            var values = result.latencies().responseTime().recordedValues();
            try {
                Files.write(file, (Iterable<String>) StreamSupport.stream(values.spliterator(), false).map(
                        value -> value.getValueIteratedTo() + " " + value.getCountAtValueIteratedTo())::iterator);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            events.ended(result, lateNanos);
        }

        @Override
        public void failed(String reason) {
            events.failed(reason);
        }
    }
}
