package threadlab.server.events;

import static org.assertj.core.api.Assertions.assertThat;
import static threadlab.server.events.ServerState.DRAINING;
import static threadlab.server.events.ServerState.NEW;
import static threadlab.server.events.ServerState.RUNNING;
import static threadlab.server.events.ServerState.STOPPED;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerStateTest {
    private record Move(ServerState from, ServerState to) {
    }

    @Test
    void onlyForwardMovesAreLegal() {
        List<Move> legal = new ArrayList<>();
        for (ServerState from : ServerState.values()) {
            for (ServerState to : ServerState.values()) {
                if (from.mayBecome(to)) {
                    legal.add(new Move(from, to));
                }
            }
        }
        assertThat(legal).containsExactlyInAnyOrder(new Move(NEW, RUNNING), new Move(NEW, STOPPED),
                new Move(RUNNING, DRAINING), new Move(DRAINING, STOPPED));
    }
}
