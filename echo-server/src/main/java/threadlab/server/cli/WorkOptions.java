package threadlab.server.cli;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.server.work.Computing;
import threadlab.server.work.Work;
import threadlab.support.Preconditions;

/** The options for what a server does for a message before it echoes it. */
final class WorkOptions {
    private static final int DEFAULT_MESSAGE = 64;

    @Option(names = "--work", paramLabel = "RECIPE",
            description = "What is done for each message before it is echoed, such as "
                    + "'cpu 50us, pool 20 { wait 8ms }', or a name: api, cpu, gateway "
                    + "(docs/workloads.md). Default: nothing.")
    private @Nullable String recipe;

    @Option(names = "--message", paramLabel = "BYTES",
            description = "With --work: so many bytes of a session are a message. Default: 64.")
    private @Nullable Integer messageBytes;

    @Option(names = "--cpu-unit", paramLabel = "N",
            description = "With --work: so many steps of the stage cpu count as a microsecond. Default: measured at "
                    + "the start.")
    private @Nullable Integer stepsPerMicro;

    @Option(names = "--work-seed", paramLabel = "N",
            description = "With --work: the same seed draws the same times for the same messages. Default: 1.")
    private @Nullable Long seed;

    @Option(names = "--backend", paramLabel = "HOST:PORT",
            description = "With --work: where the stage call finds its backend (lab backend).")
    private @Nullable String backend;

    /**
     * Returns the work; null without one.
     *
     * @throws IllegalArgumentException in one line, for values that are not allowed
     * @throws UnknownHostException in one line, if the host of the backend has no address
     */
    @Nullable
    Work work() throws UnknownHostException {
        if (recipe == null) {
            refuse("message", messageBytes);
            refuse("cpu-unit", stepsPerMicro);
            refuse("work-seed", seed);
            refuse("backend", backend);
            return null;
        }
        int message = messageBytes == null ? DEFAULT_MESSAGE : messageBytes;
        long drawn = seed == null ? 1 : seed;
        if (backend == null) {
            return Work.of(recipe, message, drawn, computing(recipe));
        }
        Preconditions.check(Work.calls(recipe), "backend", backend, "only with work that has the stage call");
        return Work.of(recipe, message, drawn, computing(recipe), address(backend));
    }

    private static void refuse(String option, @Nullable Object value) {
        Preconditions.check(value == null, option, value, "only with work");
    }

    private static InetSocketAddress address(String text) throws UnknownHostException {
        int colon = text.lastIndexOf(':');
        boolean isPort = colon > 0 && text.substring(colon + 1).matches("\\d{1,5}");
        int port = isPort ? Integer.parseInt(text.substring(colon + 1)) : 0;
        Preconditions.check(port >= 1 && port <= 65_535, "backend", text, "HOST:PORT");
        var address = new InetSocketAddress(text.substring(0, colon), port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        return address;
    }

    private Computing computing(String recipe) {
        if (stepsPerMicro != null) {
            return new Computing(stepsPerMicro);
        }
        return Work.computes(recipe) ? Computing.calibrated() : new Computing(1);
    }
}
