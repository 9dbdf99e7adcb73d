package threadlab.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The packages of the client and the arrows between them. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter().importPath(Path.of("target", "classes"));

    /** A package knows only packages before it in this order. */
    private static final List<String> ORDER = List.of("transport", "verify", "plan", "preflight", "result", "engine",
            "capacity", "cluster", "cli");

    private static String[] packages(Stream<String> names) {
        return names.map(name -> "threadlab.client." + name).toArray(String[]::new);
    }

    @ParameterizedTest
    @FieldSource("ORDER")
    void arrowsPointOneWay(String name) {
        int position = ORDER.indexOf(name);
        noClasses().that().resideInAPackage("threadlab.client." + name).should().dependOnClassesThat()
                .resideInAnyPackage(packages(ORDER.stream().skip(position + 1))).allowEmptyShould(true).check(ALL);
    }

    @Test
    void noPackagesFormACycle() {
        slices().matching("threadlab.client.(*)..").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void theRuleOfTheArrowsNamesEveryPackage() {
        assertThat(ALL.stream().map(JavaClass::getPackageName).distinct())
                .containsExactlyInAnyOrder(packages(ORDER.stream()));
    }

    @Test
    void onlyCommandsKnowPicocli() {
        noClasses().that().resideOutsideOfPackage("threadlab.client.cli").should().dependOnClassesThat()
                .resideInAnyPackage("picocli..", "threadlab.support.cli..").check(ALL);
    }

    @Test
    void onlyCommandsPrintAndNothingElseEndsTheJvm() {
        noClasses().that().resideOutsideOfPackage("threadlab.client.cli").should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err").orShould().callMethod(System.class, "exit", int.class)
                .check(ALL);
    }

    @Test
    void oneClassKnowsJGroups() {
        classes().that().haveNameNotMatching("threadlab\\.client\\.cluster\\.JGroupsChannel(\\$.*)?").should()
                .onlyDependOnClassesThat().resideOutsideOfPackage("org.jgroups..").check(ALL);
    }
}
