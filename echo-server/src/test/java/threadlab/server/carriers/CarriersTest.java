package threadlab.server.carriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CarriersTest {
    @Test
    void aJvmThatDoesNothingHasOneCarrierUntilTheEnd() {
        OptionalLong before = VirtualThreadScheduler.carriers();
        Assumptions.assumeTrue(before.orElse(1) > 1, "Java 24 or newer and two CPUs");
        var looks = new AtomicLong();
        Carriers carriers = Carriers.asManyAsPay(looks::getAndIncrement).orElseThrow();
        try {
            await().until(() -> looks.get() > 2);
            assertThat(VirtualThreadScheduler.carriers()).hasValue(1);
        } finally {
            carriers.close();
        }
        await().until(() -> VirtualThreadScheduler.carriers().equals(before));
    }

    @Test
    void whereTheNumberCannotChangeNothingIsTried() {
        Assumptions.assumeTrue(VirtualThreadScheduler.carriers().orElse(1) == 1, "Java before 24, or one CPU");
        assertThat(Carriers.asManyAsPay(() -> 0)).isEmpty();
    }
}
