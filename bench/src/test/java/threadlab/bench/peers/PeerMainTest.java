package threadlab.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerMainTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"netty; is not netty-nio, netty-epoll or netty-io_uring",
            "netty-nio --port 65536; port is 65536, allowed: 0 to 65535",
            "netty-nio --port -1; port is -1, allowed: 0 to 65535",
            "netty-nio --loops 0; loops is 0, allowed: 1 to 1000", "netty-nio --colour red; --colour",
            "''; Missing required parameter"})
    void whatItCannotDoIsRefusedInALine(String arguments, String named) {
        var err = new StringWriter();
        int status = PeerMain.commandLine().setErr(new PrintWriter(err))
                .execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(status).isEqualTo(2);
        assertThat(err.toString().lines().findFirst().orElseThrow()).contains(named);
    }
}
