package threadlab.client.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import javax.net.ssl.SSLException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import threadlab.client.transport.TlsProblem;

/** The client as a program. Without a command it sends one message, so that it runs from an IDE as it is. */
@Command(name = "lab", mixinStandardHelpOptions = true, version = "threadlab " + EchoClientMain.VERSION,
        description = "Talks to an echo server.", subcommands = {
                SendCommand.class, LoadCommand.class, WorkerCommand.class})
public final class EchoClientMain {
    /** Those that load together must be of one version. */
    public static final String VERSION = "0.1.0";

    public static void main(String... args) {
        System.exit(commandLine().execute(args.length == 0 ? new String[]{"send"} : args));
    }

    public static CommandLine commandLine() {
        return CommandLines.of(new EchoClientMain());
    }

    static int fail(TargetOptions target, IOException e) {
        return fail(story(target.host, target.port, e));
    }

    /** What kept one from talking to the server there, in one line. */
    public static String story(String host, int port, IOException e) {
        String target = host + ":" + port;
        return switch (e) {
            case UnknownHostException unknown -> "unknown host " + host;
            case ConnectException refused -> "cannot connect to " + target + ": " + refused.getMessage();
            case SSLException tls -> target + ": " + TlsProblem.text(tls);
            case FileSystemException file -> "cannot write " + file.getFile() + ": " + reason(file);
            default -> target + ": " + e.getMessage();
        };
    }

    /** Says why in one line; returns the exit status for it. */
    public static int fail(String line) {
        System.err.println("error: " + CommandLines.printable(line));
        return 1;
    }

    private static String reason(FileSystemException e) {
        return switch (e) {
            case NoSuchFileException missing -> "no such folder";
            case AccessDeniedException denied -> "permission denied";
            default -> e.getReason();
        };
    }
}
