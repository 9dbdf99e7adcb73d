package threadlab.server.cli;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.server.EchoServer;
import threadlab.server.ThreadModel;
import threadlab.server.carriers.Carriers;
import threadlab.server.carriers.VirtualThreadScheduler;
import threadlab.support.Preconditions;

/** How many carriers the virtual threads of the server have. */
final class CarrierOptions {
    private static final String ALLOWED = "jdk, auto, 1 to 256";
    private static final int MOST = 256;

    @Option(names = "--carriers", paramLabel = "N",
            description = "Carriers of virtual threads: a number, auto for as many as pay, found while the server "
                    + "runs, or jdk for one a CPU. Before Java 24 only jdk. "
                    + "Default: auto with virtual-tuned, else jdk.")
    private @Nullable String carriers;

    /** @throws IllegalArgumentException in one line, for a value that is not allowed, or not by this Java */
    void check() {
        if (carriers == null || carriers.equals("jdk")) {
            return;
        }
        Preconditions.check(carriers.equals("auto") || number().isPresent(), "carriers", carriers, ALLOWED);
        Preconditions.check(VirtualThreadScheduler.carriers().isPresent(), "carriers", carriers,
                "jdk, before Java 24; -Djdk.virtualThreadScheduler.parallelism=N sets a number there");
    }

    /** From now on the JVM has so many. */
    void apply(EchoServer server, ThreadModel model) {
        if (carriers == null ? model == ThreadModel.VIRTUAL_TUNED : carriers.equals("auto")) {
            Carriers.asManyAsPay(() -> server.stats().reads());
        } else {
            number().ifPresent(VirtualThreadScheduler::setCarriers);
        }
    }

    private OptionalInt number() {
        if (carriers == null || !carriers.matches("[1-9]\\d{0,2}")) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(carriers);
        return number <= MOST ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
