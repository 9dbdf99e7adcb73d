package threadlab.server.carriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
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
    void aCountThatFailsEndsTheChanges() {
        OptionalLong before = VirtualThreadScheduler.carriers();
        Assumptions.assumeTrue(before.orElse(1) > 1, "Java 24 or newer and two CPUs");
        var failed = new AtomicBoolean();
        Carriers.asManyAsPay(() -> {
            failed.set(VirtualThreadScheduler.carriers().orElseThrow() == 1);
            throw new IllegalStateException("on purpose, by a test");
        });
        await().dontCatchUncaughtExceptions().untilTrue(failed);
        await().dontCatchUncaughtExceptions().until(() -> VirtualThreadScheduler.carriers().equals(before));
    }

    /** One thread keeps the only carrier and does nothing that counts, while another one waits. */
    @Test
    void aTryWithOneMoreIsInTheFlightRecorder() throws Exception {
        Assumptions.assumeTrue(VirtualThreadScheduler.carriers().orElse(1) > 1, "Java 24 or newer and two CPUs");
        var changes = new ConcurrentLinkedQueue<RecordedEvent>();
        var begun = new AtomicBoolean();
        var end = new AtomicBoolean();
        var waited = new AtomicBoolean();
        Carriers carriers = Carriers.asManyAsPay(() -> 0).orElseThrow();
        try (carriers; var recorder = new RecordingStream()) {
            recorder.enable(CarriersChanged.class);
            recorder.onEvent("threadlab.CarriersChanged", changes::add);
            recorder.startAsync();
            await().until(() -> VirtualThreadScheduler.carriers().orElseThrow() == 1);
            Thread.startVirtualThread(() -> {
                begun.set(true);
                while (!end.get()) {
                    Thread.onSpinWait();
                }
            });
            await().untilTrue(begun);
            Thread.startVirtualThread(() -> waited.set(true));
            await().untilTrue(waited);
            recorder.stop();
        } finally {
            end.set(true);
        }
        assertThat(changes).isNotEmpty().first().returns(1, event -> event.getInt("before"))
                .returns(2, event -> event.getInt("carriers")).returns(1L, event -> event.getLong("queued"))
                .returns(0.0, event -> event.getDouble("donePerSecond"));
    }

    @Test
    void whereTheNumberCannotChangeNothingIsTried() {
        Assumptions.assumeTrue(VirtualThreadScheduler.carriers().orElse(1) == 1, "Java before 24, or one CPU");
        assertThat(Carriers.asManyAsPay(() -> 0)).isEmpty();
    }
}
