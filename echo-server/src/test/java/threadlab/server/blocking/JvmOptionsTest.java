package threadlab.server.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM says nothing of a compile command for a method that is not there. */
class JvmOptionsTest {
    private static final Path FILE = Path.of("jvm.options");
    private static final Pattern COMMAND = Pattern.compile("-XX:CompileCommand=\\w+,([\\w.$*]+)::(\\w+)(,[\\d.]+)?");

    /** A method that a compile command names. */
    private record Named(String type, String method) {
        boolean isOfJdk() {
            return !type.startsWith("threadlab.");
        }

        boolean exists() throws ClassNotFoundException {
            for (String one : types()) {
                if (has(one)) {
                    return true;
                }
            }
            return false;
        }

        /** System's own anonymous class has another number in each version. */
        private List<String> types() {
            return type.endsWith("*") ? List.of(type.replace("*", "1"), type.replace("*", "2")) : List.of(type);
        }

        private boolean has(String type) throws ClassNotFoundException {
            return Arrays.stream(Class.forName(type, false, getClass().getClassLoader()).getDeclaredMethods())
                    .anyMatch(one -> one.getName().equals(method));
        }
    }

    private static List<Named> named() throws IOException {
        return Files.readAllLines(FILE).stream().flatMap(line -> COMMAND.matcher(line).results())
                .map(found -> new Named(found.group(1), found.group(2))).toList();
    }

    private static List<Named> ofTheServer() throws IOException {
        return named().stream().filter(one -> !one.isOfJdk()).toList();
    }

    private static List<Named> ofTheJdk() throws IOException {
        return named().stream().filter(Named::isOfJdk).toList();
    }

    @ParameterizedTest
    @MethodSource("ofTheServer")
    void aMethodOfTheServerIsThere(Named method) throws ClassNotFoundException {
        assertThat(method.exists()).isTrue();
    }

    /** Those of newer versions are not known. */
    @ParameterizedTest
    @MethodSource("ofTheJdk")
    @EnabledForJreRange(maxVersion = 27)
    void aMethodOfTheJdkIsThere(Named method) throws ClassNotFoundException {
        assertThat(method.exists()).isTrue();
    }

    @Test
    void eachCommandIsRead() throws IOException {
        assertThat(Files.readAllLines(FILE)).filteredOn(line -> line.startsWith("-XX:CompileCommand="))
                .allMatch(line -> line.equals("-XX:CompileCommand=quiet") || COMMAND.matcher(line).matches());
    }
}
