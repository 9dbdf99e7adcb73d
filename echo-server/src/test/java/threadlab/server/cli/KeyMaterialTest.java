package threadlab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static threadlab.server.TlsFixture.PASSWORD;
import static threadlab.server.TlsFixture.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.server.EchoServer;
import threadlab.server.ServerConfig;
import threadlab.server.ServerTls;
import threadlab.server.TlsFixture;

class KeyMaterialTest {
    private static final Password NONE = new Password(null);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"server.p12,", "server.pem,server-key.pem", "server.pem,server-key-encrypted.pem"})
    void aServerCanBeStartedWithIt(String certificate, String key) throws Exception {
        KeyMaterial material = KeyMaterial.read(file(certificate), key == null ? null : file(key), PASSWORD);
        assertServes(material);
        assertThat(material.expiry()).isAfter(Instant.parse("2100-01-01T00:00:00Z"));
    }

    @Test
    void certificateAndKeyMayBeInOneFileInAnyOrder() throws Exception {
        Path both = Files.writeString(folder.resolve("both.pem"),
                Files.readString(file("server-key.pem")) + "text between them\n"
                        + Files.readString(file("server.pem")));
        assertServes(KeyMaterial.read(both, null, NONE));
    }

    @ParameterizedTest
    @CsvSource({"own-rsa.pem,TLSv1.2", "own-rsa.pem,TLSv1.3", "own-rsassa-pss.pem,TLSv1.2",
            "own-rsassa-pss.pem,TLSv1.3", "own-rsassa-pss-sha384.pem,TLSv1.3", "own-ed25519.pem,TLSv1.3",
            "own-ed448.pem,TLSv1.3"})
    void everyKindOfKeyServes(String file, String protocol) throws Exception {
        assertServes(KeyMaterial.read(file(file), null, NONE), TlsFixture.client(null, file), protocol);
    }

    @ParameterizedTest
    @CsvSource({"own-rsa.pem,own-rsassa-pss.pem", "own-rsassa-pss.pem,own-rsassa-pss-sha384.pem",
            "own-ed25519.pem,own-ed448.pem", "own-rsa.pem,server-key.pem"})
    void aKeyOfAnotherCertificateIsRefused(String certificate, String key) {
        assertThatThrownBy(() -> KeyMaterial.read(file(certificate), file(key), NONE)).isInstanceOf(IOException.class)
                .hasMessageStartingWith("the key is not that of the first certificate in ");
    }

    private static void assertServes(KeyMaterial material) throws Exception {
        assertServes(material, TlsFixture.client(null), "TLSv1.3");
    }

    private static void assertServes(KeyMaterial material, SSLContext client, String protocol) throws Exception {
        var tls = new ServerTls(material.context(null), false, TlsFixture.PATIENCE);
        try (var server = EchoServer.start(ServerConfig.defaults().withPort(0).withTls(tls));
                var peer = TlsFixture.connect(server, client, protocol)) {
            assertThat(peer.echo((byte) 1)).containsExactly(1);
        }
    }

    @Test
    void theEndOfACertificateIsKnown() throws IOException {
        assertThat(KeyMaterial.read(file("expired.p12"), null, PASSWORD).expiry()).isBefore(Instant.now());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            textBlock = """
                    server.p12 | | wrong | server.p12 cannot be opened: the password is wrong
                    server.p12 | | | server.p12 needs a password, allowed: the first line
                    server.p12 | server-key.pem | secret | server.p12 is not a PEM file, allowed with --tls-key: PEM
                    server.pem | server-key-encrypted.pem | wrong | server-key-encrypted.pem cannot be \
                    decrypted: the password is wrong
                    server.pem | server-key-encrypted.pem | | server-key-encrypted.pem needs a password
                    server.pem | server-key-sec1.pem | | server-key-sec1.pem has a key of an old form, allowed: PKCS #8
                    server.pem | client-key.pem | | the key is not that of the first certificate in
                    server.pem | | | server.pem has no private key
                    client-key.pem | | | client-key.pem has no certificate
                    new-keys.properties | | secret | new-keys.properties is neither PEM nor a PKCS #12 keystore
                    """)
    void whatCannotBeUsedIsNamedInALine(String certificate, String key, String password, String said) {
        assertThatThrownBy(() -> KeyMaterial.read(file(certificate), key == null ? null : file(key),
                new Password(password == null ? null : password.toCharArray()))).isInstanceOf(IOException.class)
                .hasMessageContaining(said).message().hasLineCount(1);
    }

    @Test
    void aFileThatIsDamagedIsNamedInALine() throws IOException {
        for (String pem : List.of("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
                "-----BEGIN CERTIFICATE-----\n=\n-----END CERTIFICATE-----\n")) {
            Path file = Files.writeString(folder.resolve("damaged.pem"), pem);
            assertThatThrownBy(() -> KeyMaterial.read(file, null, NONE)).isInstanceOf(IOException.class)
                    .hasMessageContaining("damaged.pem").message().hasLineCount(1);
        }
    }

    /** Bits turned round, bytes replaced and ends cut off, by a seed. */
    @ParameterizedTest
    @CsvSource({"server.p12,", "server.pem,server-key.pem", "server-key.pem,", "server-key-encrypted.pem,", "ca.pem,"})
    void whereverAFileIsDamagedItIsNamedInALine(String name, String key) throws IOException {
        byte[] whole = Files.readAllBytes(file(name));
        Path damaged = folder.resolve("damaged");
        var random = new Random(1);
        for (int i = 0; i < 150; i++) {
            byte[] content = i % 3 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            if (content.length > 0) {
                content[random.nextInt(content.length)] ^= (byte) (i % 3 == 1 ? 1 << random.nextInt(8) : 0);
                content[random.nextInt(content.length)] = (byte) (i % 3 == 2 ? random.nextInt(256) : content[0]);
            }
            Files.write(damaged, content);
            try {
                if (name.contains("key")) {
                    KeyMaterial.read(file("server.pem"), damaged, PASSWORD);
                } else if (name.startsWith("ca")) {
                    KeyMaterial.read(file("server.p12"), null, PASSWORD).context(damaged);
                } else {
                    KeyMaterial.read(damaged, key == null ? null : file(key), PASSWORD).context(null);
                }
            } catch (IOException e) {
                assertThat(e.getMessage()).containsPattern("damaged|server\\.pem").hasLineCount(1);
            }
        }
    }

    @Test
    void aPasswordIsTheFirstLineOfItsFile() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "secret\nmore\n");
        assertThat(Password.of(file).characters()).containsExactly('s', 'e', 'c', 'r', 'e', 't');
        assertThatThrownBy(() -> Password.of(folder.resolve("none"))).hasMessageEndingWith("no such file");
    }
}
