package threadlab.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import threadlab.client.engine.LoadGenerator;
import threadlab.client.plan.LoadModel;
import threadlab.client.plan.LoadPlan;
import threadlab.client.result.LoadListener;
import threadlab.client.result.LoadResult;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.ThreadModel;
import threadlab.server.events.CloseReason;
import threadlab.server.events.ServerStats;

/** Our client and our server together. */
@Tag("process")
class EndToEndTest {
    private static final int SESSIONS = 200;
    private static final int SIZE = 64;
    private static final int DEPTH = 8;

    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void clientAndServerCountTheSameEchoes(ThreadModel model) throws Exception {
        Counts counts = run(model, 1);
        assertThat(counts.server.reads()).isEqualTo(counts.load.totalEchoes());
    }

    /** A read of the server finds at most what a session has in flight, and never a part of such short messages. */
    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void aReadOfTheServerMayFindSeveralMessages(ThreadModel model) throws Exception {
        Counts counts = run(model, DEPTH);
        long echoes = counts.load.totalEchoes();
        assertThat(counts.server.reads()).isBetween(Math.ceilDiv(echoes, DEPTH), echoes - 1);
    }

    private record Counts(ServerStats server, LoadResult load) {
    }

    /** Returns what both have counted, once they agree on the bytes and on the ends of the sessions. */
    private static Counts run(ThreadModel model, int depth) throws Exception {
        try (var server = EchoServer.start(ServerConfig.defaults().withPort(0).withThreadModel(model))) {
            var plan = new LoadPlan("127.0.0.1", server.address().getPort(), SESSIONS, SIZE, Duration.ofMillis(100),
                    Duration.ofMillis(400)).withLoadModel(new LoadModel.Closed(depth, Duration.ZERO));
            LoadResult result = new LoadGenerator(plan, new LoadListener() {
            }).run();
            assertThat(result.failures()).as(result.firstFailure()).isEmpty();
            assertThat(result.echoes()).isPositive();
            await().until(() -> server.stats().ended() == SESSIONS);
            ServerStats stats = server.stats();
            assertThat(stats.closed(CloseReason.END_OF_STREAM)).isEqualTo(SESSIONS);
            assertThat(stats.bytes()).isEqualTo(SIZE * result.totalEchoes());
            return new Counts(stats, result);
        }
    }
}
