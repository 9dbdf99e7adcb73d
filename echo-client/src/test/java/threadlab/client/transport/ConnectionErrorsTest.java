package threadlab.client.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class ConnectionErrorsTest {
    @Test
    void anIpv6ServerStandsInBrackets() {
        assertThat(ConnectionErrors.describe("::1", 7, new ConnectException("no")))
                .isEqualTo("cannot connect to [::1]:7: no");
        assertThat(ConnectionErrors.describe("::1", 7, new SSLException("no"))).isEqualTo("[::1]:7: no");
        assertThat(ConnectionErrors.describe("::1", 7, new IOException("no"))).isEqualTo("[::1]:7: no");
    }
}
