package threadlab.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the packages of the server. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter().importPath(Path.of("target", "classes"));

    /** Each package is a slice, without those below it. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    @Test
    void packagesFormNoCycle() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(ALL);
    }

    @Test
    void arrowsPointOneWay() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("cli").definedBy("threadlab.server.cli")
                .layer("api").definedBy("threadlab.server")
                .layer("blocking").definedBy("threadlab.server.blocking")
                .layer("event loop").definedBy("threadlab.server.eventloop")
                .layer("observe").definedBy("threadlab.server.observe")
                .layer("core").definedBy("threadlab.server.core")
                .layer("work").definedBy("threadlab.server.work")
                .layer("backend").definedBy("threadlab.server.backend")
                .layer("carriers").definedBy("threadlab.server.carriers")
                .layer("events").definedBy("threadlab.server.events")
                .whereLayer("cli").mayNotBeAccessedByAnyLayer()
                .whereLayer("api").mayOnlyBeAccessedByLayers("cli", "backend")
                .whereLayer("backend").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("blocking").mayOnlyBeAccessedByLayers("api")
                .whereLayer("event loop").mayOnlyBeAccessedByLayers("api")
                .whereLayer("observe").mayOnlyBeAccessedByLayers("api", "cli")
                .whereLayer("carriers").mayOnlyBeAccessedByLayers("cli")
                .whereLayer("work").mayOnlyBeAccessedByLayers("api", "cli", "blocking", "event loop", "core", "backend")
                .whereLayer("core").mayOnlyBeAccessedByLayers("api", "cli", "blocking", "event loop", "backend")
                .check(ALL);
    }

    /** What a program needs that has the server in itself: nothing but the JDK. */
    @ParameterizedTest
    @ValueSource(strings = {"threadlab.server", "threadlab.server.core", "threadlab.server.blocking",
            "threadlab.server.eventloop", "threadlab.server.events", "threadlab.server.work",
            "threadlab.server.backend", "threadlab.server.carriers"})
    void theServerItselfNeedsOnlyTheJdk(String name) {
        classes().that().resideInAPackage(name).should().onlyDependOnClassesThat().resideInAnyPackage(
                "threadlab.server..", "java..", "javax.net..", "javax.management..", "com.sun.management..", "jdk.jfr",
                "org.jspecify.annotations")
                .check(ALL);
    }

    @Test
    void onlyTheCommandKnowsPicocliPrintsOrEndsTheJvm() {
        noClasses().that().resideOutsideOfPackage("threadlab.server.cli").should().dependOnClassesThat()
                .resideInAPackage("picocli..").orShould().accessField(System.class, "out")
                .orShould().accessField(System.class, "err").orShould().callMethod(System.class, "exit", int.class)
                .check(ALL);
    }

    @Test
    void everyPackageWasLookedAt() {
        for (String room : List.of("", ".cli", ".core", ".blocking", ".eventloop", ".observe", ".events", ".work",
                ".backend", ".carriers")) {
            assertThat(ALL.that(resideInAPackage("threadlab.server" + room))).as(room).isNotEmpty();
        }
    }
}
