package threadlab.server.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static threadlab.server.core.FileDescriptorReserve.FREE;
import static threadlab.server.core.FileDescriptorReserve.INTERVAL;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FileDescriptorReserveTest {
    private static final int MAX = 100;

    private long open = 10;
    private int counts;
    private long now = Long.MAX_VALUE - INTERVAL / 2; // nanoTime may overflow
    private final FileDescriptorReserve reserve = new FileDescriptorReserve(MAX, this::count, () -> now);

    @Test
    void sessionsGetAllButTheReserve() throws IOException {
        int fit = MAX - FREE - 10;
        for (int session = 1; session <= fit; session++) {
            reserve.check(session);
            open++;
        }
        assertThatIOException().isThrownBy(() -> reserve.check(fit + 1)).withMessageContaining("100");
        assertThat(MAX - open).isEqualTo(FREE);
    }

    @Test
    void itCountsWhenItsSessionsAreReachedAndAtMostOnceASecond() throws IOException {
        int fit = MAX - FREE - 10;
        reserve.check(1);
        reserve.check(fit);
        assertThat(counts).isOne();
        assertThatIOException().isThrownBy(() -> reserve.check(fit + 1));
        assertThat(counts).as("within a second").isOne();
        now += INTERVAL;
        open = 10 + fit;
        assertThatIOException().isThrownBy(() -> reserve.check(fit + 1));
        assertThatIOException().isThrownBy(() -> reserve.check(fit + 1));
        assertThat(counts).isEqualTo(2);
    }

    @Test
    void aSessionThatLeavesMakesRoomForAnotherWithoutACount() throws IOException {
        int fit = MAX - FREE - 10;
        reserve.check(1);
        assertThatIOException().isThrownBy(() -> reserve.check(fit + 1));
        assertThatCode(() -> reserve.check(fit)).doesNotThrowAnyException();
        assertThat(counts).isOne();
    }

    @Test
    void descriptorsThatOthersReleaseAreNoticedAfterASecond() throws IOException {
        open = MAX;
        assertThatIOException().isThrownBy(() -> reserve.check(1));
        open = MAX - FREE - 1;
        assertThatIOException().isThrownBy(() -> reserve.check(1));
        now += INTERVAL;
        reserve.check(1);
        assertThat(counts).isEqualTo(2);
    }

    @Test
    void noLimitIsNoLimit() throws IOException {
        var unlimited = new FileDescriptorReserve(Long.MAX_VALUE, this::count, () -> now);
        unlimited.check(1_000_000);
    }

    private long count() {
        counts++;
        return open;
    }
}
