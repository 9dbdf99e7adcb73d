package threadlab.bench.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes command lines as text. */
public final class ShellWords {
    private ShellWords() {
    }

    /** Returns text that a shell reads back as the same words. */
    public static String of(String program, String command, List<String> arguments) {
        return Stream.concat(Stream.of(program, command), arguments.stream().map(
                word -> word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'"))
                .collect(Collectors.joining(" "));
    }
}
