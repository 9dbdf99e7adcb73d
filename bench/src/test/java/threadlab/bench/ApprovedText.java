package threadlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Screens of text in src/test/resources, each in a file of its own, which a person has read and approved. */
public final class ApprovedText {
    private static final Path RESOURCES = Path.of("src/test/resources");

    private ApprovedText() {
    }

    /**
     * Compares a text with its approved version, which is beside the test among the resources. To approve a new text,
     * run the test with {@code -Dlab.approve=true} and read the difference.
     */
    public static void assertApproved(Class<?> test, String name, String text) throws IOException {
        Path file = RESOURCES.resolve(test.getPackageName().replace('.', '/')).resolve(name);
        if (Boolean.getBoolean("lab.approve")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(text).as("%s; see ApprovedText", file).isEqualTo(Files.readString(file));
    }
}
