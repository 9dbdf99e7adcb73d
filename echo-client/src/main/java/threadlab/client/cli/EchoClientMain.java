package threadlab.client.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import threadlab.client.transport.ConnectionErrors;

/** The client's command line. Without a command it sends one message, so that it runs from an IDE without arguments. */
@Command(name = "lab", mixinStandardHelpOptions = true, version = "threadlab " + EchoClientMain.VERSION,
        description = "Talks to an echo server.", subcommands = {
                SendCommand.class, LoadCommand.class, WorkerCommand.class})
public final class EchoClientMain {
    static final String VERSION = "0.1.0";

    public static void main(String... args) {
        System.exit(commandLine().execute(args.length == 0 ? new String[]{"send"} : args));
    }

    public static CommandLine commandLine() {
        return CommandLines.of(new EchoClientMain());
    }

    static int fail(TargetOptions target, IOException e) {
        return fail(ConnectionErrors.describe(target.host, target.port, e));
    }

    /** Prints an error in one line and returns the exit status for it. */
    static int fail(String line) {
        System.err.println("error: " + CommandLines.printable(line));
        return 1;
    }
}
