package threadlab.client.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import threadlab.client.plan.RunLimit;

class MessageBudgetTest {
    private static final int THREADS = 4;

    @RepeatedTest(20)
    void racingThreadsTakeExactlyAsManyAsThereAre() throws Exception {
        int echoes = 20_000;
        var quota = new MessageBudget(RunLimit.ofEchoes(Duration.ZERO, echoes));
        var together = new CyclicBarrier(THREADS);
        List<Future<Integer>> taken = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                taken.add(threads.submit(() -> {
                    together.await();
                    int count = 0;
                    while (quota.take()) {
                        count++;
                    }
                    return count;
                }));
            }
        }

        int sum = 0;
        for (Future<Integer> count : taken) {
            sum += count.get();
        }
        assertThat(sum).isEqualTo(echoes);
        assertThat(quota.take()).as("once all are gone").isFalse();
    }

    @Test
    void theLastOneCanBeTakenOnce() {
        var quota = new MessageBudget(RunLimit.ofEchoes(Duration.ZERO, 1));

        assertThat(quota.take()).isTrue();
        assertThat(quota.take()).isFalse();
        assertThat(quota.take()).isFalse();
    }

    @Test
    void aRunByTimeTakesAsManyAsItLikes() {
        var quota = new MessageBudget(RunLimit.ofTime(Duration.ZERO, Duration.ofSeconds(1)));

        assertThat(IntStream.range(0, 10_000).allMatch(i -> quota.take())).isTrue();
    }
}
