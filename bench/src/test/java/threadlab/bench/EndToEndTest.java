package threadlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.client.engine.LoadGenerator;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.ThreadModel;
import threadlab.server.events.CloseReason;

/** Our client and our server together. */
@Tag("process")
class EndToEndTest {
    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void clientAndServerCountTheSameEchoes(ThreadModel model) throws Exception {
        try (var server = EchoServer.start(ServerConfig.defaults().withPort(0).withThreadModel(model))) {
            var plan = new LoadPlan("127.0.0.1", server.address().getPort(), 200, 64, Duration.ofMillis(100),
                    Duration.ofMillis(400));
            LoadResult result = new LoadGenerator(plan, new LoadListener() {
            }).run();
            assertThat(result.failures()).as(result.firstFailure()).isEmpty();
            assertThat(result.echoes()).isPositive();
            await().until(() -> server.stats().ended() == 200);
            assertThat(server.stats().closed(CloseReason.END_OF_STREAM)).isEqualTo(200);
            assertThat(server.stats().echoes()).isEqualTo(result.totalEchoes());
            assertThat(server.stats().bytes()).isEqualTo(64 * result.totalEchoes());
        }
    }
}
