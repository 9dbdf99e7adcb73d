package threadlab.client.cli;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import threadlab.client.engine.Exchange;
import threadlab.client.plan.Target;
import threadlab.client.transport.ConnectionErrors;
import threadlab.client.transport.TlsAlert;
import threadlab.support.PrintableText;
import threadlab.support.cli.CommandLines;

/** Sends one message and prints the reply, as the client of the notes does. */
@Command(name = "send", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Sends one message and prints the reply; exit status 0 only if it came back equal.")
final class SendCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec;

    @Mixin
    private TargetOptions target;

    @Mixin
    private ClientTlsOptions tls;

    @Parameters(arity = "0..1", paramLabel = "TEXT",
            defaultValue = "{\"name\": \"Reva\", \"place\": \"Pune\", \"hobbies\": \"Reading\"}",
            description = "The message, sent as UTF-8. Default: ${DEFAULT-VALUE}.")
    private String text;

    @Override
    public Integer call() throws IOException, InterruptedException {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        if (message.length == 0) {
            throw new ParameterException(spec.commandLine(), "TEXT is empty, allowed: one character or more");
        }
        Target server = CommandLines.validate(spec,
                () -> new Target(target.host, target.port).withTls(tls.read()));
        try {
            return report(message, new Exchange(server, TIMEOUT).of(message));
        } catch (SocketTimeoutException e) {
            return CommandLines.fail(spec, "no whole reply from " + target + " within " + TIMEOUT.toSeconds() + " s");
        } catch (IOException e) {
            return CommandLines.fail(spec, ConnectionErrors.describe(target.host, target.port, e));
        }
    }

    private int report(byte[] message, byte[] reply) {
        if (TlsAlert.begins(ByteBuffer.wrap(reply))) {
            return CommandLines.fail(spec, target + ": " + TlsAlert.DETAIL);
        }
        System.out.println(PrintableText.of(new String(reply, StandardCharsets.UTF_8)));
        return Arrays.equals(message, reply)
                ? 0
                : CommandLines.fail(spec,
                        "the reply of " + target + " is not the message: " + reply.length + " of " + message.length
                                + " bytes, first difference at byte " + Arrays.mismatch(message, reply));
    }
}
