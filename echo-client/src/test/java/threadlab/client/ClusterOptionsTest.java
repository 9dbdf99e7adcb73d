package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is wrong with how to join a cluster is said in a line before there is any. */
class ClusterOptionsTest {
    private static final String SO_MANY = "load --cluster t --workers 2 ";

    @TempDir
    private Path dir;

    private static String refused(String line) {
        List<String> arguments = new ArrayList<>(Arrays.asList(line.split(" ")));
        arguments.replaceAll(argument -> argument.equals("''") ? "" : argument);
        return Refusals.of(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "load --workers 2;            workers is 2, allowed: only with --cluster",
            "load --wait 3s;              wait is 3s, allowed: only with --cluster",
            "load --servers a:1;          servers is 'a:1', allowed: only with --cluster",
            "load --members a:1;            members is 'a:1', allowed: only with --cluster",
            "load --bind 127.0.0.1;       bind is '127.0.0.1', allowed: only with --cluster",
            "load --cluster t;            cluster is 't', allowed: only with --workers",
            "load --cluster a/b --workers 1; cluster is 'a/b', allowed: 1 to 64 letters, digits, dots, dashes or "
                    + "underscores",
            "worker --cluster '';         cluster is '', allowed: 1 to 64 letters, digits, dots, dashes or underscores",
            "worker;                      Missing required option: '--cluster=NAME'"})
    void whatDoesNotGoTogetherIsRefused(String line, String said) {
        assertThat(refused(line)).isEqualTo(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "--sessions 1;                sessions is 1, allowed: 2 or more, one for each worker",
            "--cluster-port 65504;        cluster-port is 65504, allowed: 1 to 65503",
            "--cluster-port 0;            cluster-port is 0, allowed: 1 to 65503",
            "--members a;                   members is 'a', allowed: HOST:PORT, several with commas between",
            "--members a:1,;                members is '', allowed: HOST:PORT, several with commas between",
            "--members a:65536;             members is 'a:65536', allowed: HOST:PORT, several with commas between",
            "--servers :1;                servers is ':1', allowed: HOST:PORT, several with commas between",
            "--servers a:1,b:2,c:3;       number of servers is 3, allowed: at most 2, one for each worker",
            "--dns n --members a:1;         dns is 'n', allowed: only without --members",
            "--bind 0.0.0.0;              bind is '0.0.0.0', allowed: one address of this machine",
            "--bind ::;                   bind is '0:0:0:0:0:0:0:0', allowed: one address of this machine",
            "--bind '';                   bind is '', allowed: an address of this machine"})
    void aValueOutOfItsLimitsIsRefused(String options, String said) {
        assertThat(refused(SO_MANY + options)).isEqualTo(said);
    }

    @Test
    void beyondLoopbackAKeyIsRequired() {
        for (String command : List.of(SO_MANY, "worker --cluster t ")) {
            assertThat(refused(command + "--bind 192.0.2.1"))
                    .isEqualTo("bind is '192.0.2.1', allowed: beyond loopback only "
                            + "with a key: --cluster-key FILE, or LAB_CLUSTER_KEY in the environment");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "''|              , allowed: a file that is not empty",
            "fifteen letters| is 15, allowed: 16 or more; a good key is made by: openssl rand -base64 32"})
    void aKeyThatIsNoneIsRefusedAndNotShown(String text, String said) throws IOException {
        Path file = Files.writeString(dir.resolve("key"), text + "\n");
        assertThat(refused(SO_MANY + "--cluster-key " + file)).contains("cluster-key is ").endsWith(said)
                .doesNotContain("fifteen");
    }

    /** As PowerShell writes it: on other machines the file has one byte a letter, and it is the same key. */
    @Test
    void theLettersOfAKeyInUtf16AreCountedAndNotItsBytes() throws IOException {
        Path file = Files.writeString(dir.resolve("key"), "\ufefffifteen letters\r\n", StandardCharsets.UTF_16LE);
        assertThat(refused(SO_MANY + "--cluster-key " + file)).contains(" is 15, allowed: 16 or more");
    }

    @Test
    void aKeyFileThatCannotBeReadOrIsNoneIsRefused() throws IOException {
        assertThat(refused(SO_MANY + "--cluster-key " + dir)).isEqualTo(
                "cluster-key is " + dir + ", allowed: a file that can be read");
        Path large = Files.write(dir.resolve("large"), new byte[5_000]);
        assertThat(refused(SO_MANY + "--cluster-key " + large)).endsWith("allowed: a file of at most 4096 bytes");
    }
}
