package threadlab.server.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.server.EchoServer;
import threadlab.server.ThreadModel;
import threadlab.server.carriers.Carriers;
import threadlab.server.carriers.VirtualThreadScheduler;
import threadlab.support.Preconditions;

/** How many carriers the virtual threads of the server have. */
final class CarrierOptions {
    @Option(names = "--carriers", paramLabel = "N",
            description = "Carriers of virtual threads: a number, auto for as many as pay, found while the server "
                    + "runs, or jdk for one a CPU. Before Java 24 only jdk. "
                    + "Default: auto with virtual-tuned, else jdk.")
    private @Nullable String carriers;

    /** @throws IllegalArgumentException in one line, for a value that is not allowed, or not by this Java */
    void check() {
        Preconditions.check(carriers == null || count().text().equals("jdk")
                || VirtualThreadScheduler.carriers().isPresent(), "carriers", carriers,
                "jdk, before Java 24; -Djdk.virtualThreadScheduler.parallelism=N sets a number there");
    }

    /** From now on the JVM has so many. */
    void apply(EchoServer server, ThreadModel model) {
        if (carriers == null ? model == ThreadModel.VIRTUAL_TUNED : count().isAuto()) {
            Carriers.asManyAsPay(() -> server.stats().reads());
        } else if (carriers != null) {
            count().number().ifPresent(VirtualThreadScheduler::setCarriers);
        }
    }

    private CarrierCount count() {
        return CarrierCount.parse(Objects.requireNonNull(carriers));
    }
}
