package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DescriptorsTest {

    @BeforeEach
    void onlyWhereTheSystemTells() {
        Assumptions.assumeTrue(Descriptors.available() < Integer.MAX_VALUE - 1_000);
    }

    @Test
    void aFewSessionsAreNoShortage() {
        assertThat(Descriptors.shortage(1)).isEmpty();
    }

    @Test
    void moreSessionsThanDescriptorsAreAShortageThatTellsBothNumbers() {
        assertThat(Descriptors.shortage(Integer.MAX_VALUE)).hasValueSatisfying(shortage -> assertThat(shortage)
                .matches("2147483647 sessions need as many file descriptors, and this process may open \\d+ more: "
                        + "ask for fewer, or raise the limit \\(ulimit -n\\)"));
    }

    /** Other tests' sockets may still be closing meanwhile, hence the margin. */
    @Test
    void openSocketsCount() throws Exception {
        long before = Descriptors.available();
        List<SocketChannel> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                sockets.add(SocketChannel.open());
            }
            assertThat(Descriptors.available()).isLessThan(before - 50);
        } finally {
            for (SocketChannel socket : sockets) {
                socket.close();
            }
        }
    }
}
