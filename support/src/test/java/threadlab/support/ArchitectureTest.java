package threadlab.support;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void thePackageNeedsNothingButTheJdk() {
        classes().that().resideInAPackage("threadlab.support").should().onlyDependOnClassesThat()
                .resideInAnyPackage("threadlab.support", "java..", "javax.management..", "org.jspecify.annotations")
                .check(ALL);
    }

    @Test
    void onlyTheControlChannelKnowsTheJsonLibrary() {
        classes().that().resideInAPackage("threadlab.support.control").should().onlyDependOnClassesThat()
                .resideInAnyPackage("threadlab.support", "threadlab.support.control", "java..",
                        "org.jspecify.annotations", "tools.jackson.jr.ob")
                .check(ALL);
    }

    @Test
    void onlyTheCommandLinesKnowPicocli() {
        classes().that().resideInAPackage("threadlab.support.cli").should().onlyDependOnClassesThat()
                .resideInAnyPackage("threadlab.support..", "java..", "org.jspecify.annotations", "picocli").check(ALL);
    }

    @Test
    void nothingPrintsByItselfOrEndsTheJvm() {
        noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err")
                .orShould().callMethod(System.class, "exit", int.class).check(ALL);
    }

    @Test
    void allPackagesWereLookedAt() {
        assertThat(ALL.that(resideInAPackage("threadlab.support"))).isNotEmpty();
        assertThat(ALL.that(resideInAPackage("threadlab.support.control"))).isNotEmpty();
        assertThat(ALL.get("threadlab.support.cli.CommandLines").getDirectDependenciesFromSelf())
                .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(CommandLine.class));
    }
}
