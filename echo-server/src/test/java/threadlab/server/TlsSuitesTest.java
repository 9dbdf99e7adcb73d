package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TlsSuitesTest {

    /** Attacks on the padding of CBC (such as Lucky Thirteen, 2013) are warded off by care alone; RFC 9325, 4.2. */
    @Test
    void bothVersionsHaveAuthenticatedEncryptionOnly() throws IOException {
        assertThat(TlsFixture.open().engine().getEnabledCipherSuites()).noneMatch(suite -> suite.contains("_CBC_"))
                .contains("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    }
}
