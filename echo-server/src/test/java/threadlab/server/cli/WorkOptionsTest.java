package threadlab.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkOptionsTest {
    private static List<String> refusal(int status, String options) {
        var err = new StringWriter();
        String[] arguments = Stream.concat(Stream.of("--port", "0"), Stream.of(options.split(";")))
                .toArray(String[]::new);
        assertThat(EchoServerMain.commandLine().setErr(new PrintWriter(err, true)).execute(arguments))
                .isEqualTo(status);
        return err.toString().lines().toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --backend;127.0.0.1:1                       | backend is '127.0.0.1:1', allowed: only with work
            --work;wait 5ms;--backend;127.0.0.1:1       | backend is '127.0.0.1:1', allowed: only with work that has
            --work;call 5ms;--backend;nowhere           | backend is 'nowhere', allowed: HOST:PORT
            --work;call 5ms;--backend;127.0.0.1:0       | backend is '127.0.0.1:0', allowed: HOST:PORT
            --work;call 5ms;--backend;127.0.0.1:65536   | backend is '127.0.0.1:65536', allowed: HOST:PORT
            --work;call 5ms                             | work is wrong at character 1, 'call 5ms', allowed there: a st
            --work;wait 5ms, call 500us;--backend;::1:1 | work is wrong at character 16, '500us', allowed there: a time
            --message;64                                | message is 64, allowed: only with work
            --thread-model;virtual;--loops;2            | loops is 2, allowed: only with event-loop, pool or virtual-
            --thread-model;pool:3;--carriers;2          | carriers is '2', allowed: only with a thread model that has
            """)
    void whatDoesNotFitIsRefusedInOneLine(String options, String line) {
        assertThat(refusal(2, options)).hasSize(2).first().asString().startsWith("error: " + line);
    }

    @ParameterizedTest
    @CsvSource("--work;call 5ms;--backend;no-such-host.invalid:1")
    void anUnknownHostIsAFailureOfOneLine(String options) {
        assertThat(refusal(1, options)).containsExactly("error: unknown host no-such-host.invalid");
    }
}
