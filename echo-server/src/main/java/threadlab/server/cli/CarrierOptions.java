package threadlab.server.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import threadlab.server.CarrierCount;
import threadlab.server.EchoServer;
import threadlab.server.ThreadModel;
import threadlab.server.carriers.Carriers;
import threadlab.server.carriers.VirtualThreadScheduler;
import threadlab.support.Preconditions;

/** How many carriers the virtual threads of the server have. */
final class CarrierOptions {
    @Option(names = "--carriers", paramLabel = "N",
            description = "Carriers of virtual threads: a number, auto for as many as pay, found while the server "
                    + "runs, or jdk for one a CPU. Before Java 24 no auto. "
                    + "Default: auto with virtual-tuned from Java 24 on, else jdk.")
    private @Nullable String carriers;

    /** @throws IllegalArgumentException in one line, for a value that is not allowed, or not with this model or Java */
    void check(ThreadModel model) {
        Preconditions.check(carriers == null || model.hasVirtualThreads(), "carriers", carriers,
                "only with a thread model that has virtual threads");
        Preconditions.check(carriers == null || named().isPresent(), "carriers", carriers, CarrierCount.ALLOWED);
        Preconditions.check(named().filter(CarrierCount::isAuto).isEmpty()
                || VirtualThreadScheduler.carriers().isPresent(), "carriers", carriers,
                "jdk, 1 to 256, before Java 24");
    }

    /** Gives the JVM the number of carriers that was asked for. To be called before there is a virtual thread. */
    void set() {
        named().ifPresent(count -> count.number().ifPresent(VirtualThreadScheduler::setCarriers));
    }

    /** Gives the JVM as many carriers as pay, unless another number was asked for. */
    void follow(EchoServer server, ThreadModel model) {
        if (named().map(CarrierCount::isAuto).orElse(model == ThreadModel.VIRTUAL_TUNED)) {
            Carriers.asManyAsPay(() -> server.stats().reads());
        }
    }

    private Optional<CarrierCount> named() {
        return Optional.ofNullable(carriers).flatMap(CarrierCount::named);
    }
}
