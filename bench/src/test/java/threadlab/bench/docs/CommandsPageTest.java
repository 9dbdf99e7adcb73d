package threadlab.bench.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of commands is what the commands say of themselves. With {@code -Dlab.docs.write} it is written anew. */
class CommandsPageTest {
    private static final Path PAGE = Path.of("../docs/commands.md");
    private static final String REGENERATE = "mvn -q -pl bench -am test -Dtest=CommandsPageTest "
            + "-Dsurefire.failIfNoSpecifiedTests=false -Dlab.docs.write";
    private static final Pattern COMMAND_IN_HELP = Pattern.compile("^ {2}([a-z-]+) {2,}\\S", Pattern.MULTILINE);

    @Test
    void thePageIsUpToDate() throws IOException {
        if (System.getProperty("lab.docs.write") != null) {
            Files.writeString(PAGE, CommandsPage.text());
        }
        assertThat(PAGE).as("docs/commands.md is out of date; regenerate it with: " + REGENERATE)
                .content().isEqualTo(CommandsPage.text());
    }

    @Test
    void everyCommandOfTheLauncherIsOnThePage() throws IOException {
        var ofTheLauncher = COMMAND_IN_HELP.matcher(Files.readString(Path.of("../lab"))).results()
                .map(found -> found.group(1)).filter(command -> !command.equals("help")).toList();
        assertThat(CommandsPage.commands()).containsExactlyInAnyOrderElementsOf(ofTheLauncher);
    }
}
