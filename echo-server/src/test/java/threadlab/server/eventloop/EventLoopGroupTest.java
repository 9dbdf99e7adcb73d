package threadlab.server.eventloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import threadlab.server.core.SessionRegistry;
import threadlab.server.events.ServerListener;

@Timeout(60)
class EventLoopGroupTest {
    @Test
    void aStartThatFailsHalfWayLeavesNoThread() throws InterruptedException {
        List<Thread> begun = new ArrayList<>();
        ThreadFactory twoThreads = loop -> {
            if (begun.size() == 2) {
                throw new OutOfMemoryError("no third thread, by a test");
            }
            begun.add(new Thread(loop));
            return begun.getLast();
        };
        var requests = new Requests(Executors.newSingleThreadExecutor(), null);

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> new EventLoopGroup(3, twoThreads, requests,
                0, new SessionRegistry(1), ServerListener.NONE));

        for (Thread loop : begun) {
            assertThat(loop.join(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(requests.executor()).matches(executor -> executor.isShutdown());
    }
}
