package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.bench.peers.NettyTransport;
import threadlab.server.ModelName;
import threadlab.server.ThreadModel;

class CandidateTest {

    @ParameterizedTest
    @EnumSource(ThreadModel.class)
    void aThreadModelIsOurServerOnAnyPort(ThreadModel model) {
        var name = new ModelName(model, 50);
        Candidate ours = Candidate.ours(name);
        assertThat(ours.name()).isEqualTo(model == ThreadModel.POOL ? "pool:50" : model.toString());
        assertThat(ours.command(List.of(), null)).contains("threadlab.server.cli.EchoServerMain")
                .containsSequence("--port", "0").containsSequence("--thread-model", name.toString());
    }

    @ParameterizedTest
    @EnumSource(NettyTransport.class)
    void aNettyTransportIsKnownByItsName(NettyTransport transport) {
        Candidate netty = Candidate.peer(transport.toString());
        assertThat(netty.name()).startsWith("netty-").isEqualTo(transport.toString());
        assertThat(netty.command(List.of(), null)).containsSequence("threadlab.bench.peers.PeerMain",
                transport.toString());
    }

    @Test
    void anyOtherIsACommandThatAShellBecomes() {
        Candidate go = Candidate.peer("go-1.19=./echo -addr=127.0.0.1:{port} 'a b'");
        assertThat(go.name()).isEqualTo("go-1.19");
        assertThat(go.command(List.of(), null)).containsExactly("sh", "-c", "exec ./echo -addr=127.0.0.1:{port} 'a b'");
    }

    /** The shell then stays, since it cannot become more than one program. */
    @ParameterizedTest
    @ValueSource(strings = {"A=1 python3 echo.py {port}", "cd src && ./echo {port}", "exec ./echo {port}",
            "./echo {port} | tee log", "cd src; ./echo {port}", "./echo {port} # fast", "'./my echo' {port}"})
    void aCommandThatIsMoreThanAProgramIsLeftAsItIs(String command) {
        assertThat(Candidate.peer("other=" + command).command(List.of(), null)).containsExactly("sh", "-c", command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"netty", "netty-kqueue", "go", "go=./echo", "go=", "=./echo {port}", "a b=./echo {port}",
            "-x=./echo {port}", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=./echo {port}"})
    void whatIsNeitherIsRefusedInALine(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Candidate.peer(text))
                .withMessage("peer is '" + text + "', allowed: netty-nio, netty-epoll, netty-io_uring, or NAME=COMMAND "
                        + "with {port} in the command");
    }
}
