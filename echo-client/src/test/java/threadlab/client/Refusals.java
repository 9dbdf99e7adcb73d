package threadlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import threadlab.client.cli.EchoClientMain;

/** Runs commands that must not get as far as a connection. */
public final class Refusals {
    private static final String ERROR = "error: ";

    private Refusals() {
    }

    /** Returns why a command line is refused. Checks that this is one printable line, and that the help is named. */
    public static String of(String... arguments) {
        var err = new StringWriter();
        int status = EchoClientMain.commandLine().setErr(new PrintWriter(err, true)).execute(arguments);
        assertThat(status).as(err.toString()).isEqualTo(2);
        List<String> lines = err.toString().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).startsWith(ERROR);
        assertThat(lines.getLast()).matches("Try './lab( (send|load|worker))? --help'\\.");
        assertThat(String.join("", lines).chars()).noneMatch(c -> Character.isISOControl(c) || c == '\u202e');
        return lines.getFirst().substring(ERROR.length());
    }
}
