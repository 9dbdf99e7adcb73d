package threadlab.client.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import threadlab.client.cli.EchoClientMain;
import threadlab.client.cli.ShutdownHook;
import threadlab.client.cli.WorkerCommand;
import threadlab.client.result.LoadResult;

/** A worker that also writes to a file what its load recorded, before any of it is sent: NAME PORT FILE [VERSION]. */
public final class RecordingWorker {
    private RecordingWorker() {
    }

    public static void main(String... args) throws IOException, InterruptedException {
        var config = new ClusterConfig(args[0], InetAddress.getByName("127.0.0.1"), Integer.parseInt(args[1]),
                List.of(),
                null, "");
        var interrupt = new ShutdownHook();
        String lab = args.length > 3 ? args[3] : EchoClientMain.VERSION;
        System.exit(interrupt.hold(() -> {
            try {
                return WorkerCommand.work(config, lab, false, interrupt, loop -> (run, part, events) -> GeneratorLoad
                        .begin(run, part, loop, new Recording(Path.of(args[2]), events)));
            } catch (IOException e) {
                return EchoClientMain.fail(e.getMessage());
            }
        }));
    }

    private record Recording(Path file, Load.Events events) implements Load.Events {
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
            var values = result.latencies().whenDue().recordedValues();
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
