package threadlab.client.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import threadlab.support.cli.CommandLines;

/** The client's command line. Without a command it sends one message, so that it runs from an IDE without arguments. */
@Command(name = "lab", mixinStandardHelpOptions = true, description = "Talks to an echo server.",
        subcommands = {SendCommand.class, LoadCommand.class, WorkerCommand.class})
public final class EchoClientMain {

    public static void main(String... args) {
        CommandLines.program(() -> commandLine().execute(args.length == 0 ? new String[]{"send"} : args), System.err,
                System::exit);
    }

    public static CommandLine commandLine() {
        return CommandLines.of(new EchoClientMain());
    }
}
