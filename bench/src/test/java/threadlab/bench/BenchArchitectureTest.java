package threadlab.bench;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import threadlab.bench.verdict.Json;
import threadlab.bench.verdict.Markdown;
import threadlab.bench.verdict.NumberFormat;

/** The rooms of bench: who may know whom, who may know picocli, and who may print. */
class BenchArchitectureTest {
    private static final JavaClasses BENCH = new ClassFileImporter().importPath(Path.of("target", "classes"));

    /** A package and those below it are different slices: soak and soak.plan may not know each other either. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "every package of bench";
        }
    };

    /** A main, the options that belong to it, and the processes that a command starts for its own use. */
    private static final DescribedPredicate<JavaClass> COMMAND = simpleNameEndingWith("Main")
            .or(simpleNameEndingWith("Options"))
            .or(resideInAPackage("threadlab.bench.cli"))
            .or(DescribedPredicate.describe("belong to a command", type -> type.getEnclosingClass()
                    .filter(outer -> outer.getSimpleName().matches(".*(Main|Options)")).isPresent()));

    @Test
    void packagesFormNoCycle() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(BENCH);
    }

    @Test
    void onlyCommandsKnowPicocli() {
        noClasses().that(DescribedPredicate.not(COMMAND)).should().dependOnClassesThat()
                .resideInAPackage("picocli..").check(BENCH);
    }

    @Test
    void onlyCommandsAndChildProcessesPrintOrExit() {
        noClasses().that(DescribedPredicate.not(COMMAND)).and().haveSimpleNameNotEndingWith("LoadProcess").and()
                .resideOutsideOfPackage("threadlab.bench.jmh..")
                .should().accessField(System.class, "out").orShould().accessField(System.class, "err").orShould()
                .callMethod(System.class, "exit", int.class)
                .check(BENCH);
    }

    /** Its root is its API, and so are its events and the work that it can do. A command starts its mains by name. */
    @Test
    void theServerIsUsedByItsApi() {
        noClasses().should().dependOnClassesThat(resideInAPackage("threadlab.server..")
                .and(DescribedPredicate.not(resideInAnyPackage("threadlab.server", "threadlab.server.events",
                        "threadlab.server.work")))
                .and(DescribedPredicate.not(simpleNameEndingWith("EchoServerMain")
                        .or(simpleNameEndingWith("BackendMain")))))
                .check(BENCH);
    }

    /** Its API are plans, results, payloads, TLS for a plan, the generator that runs it, and the search for a rate. */
    @Test
    void theClientIsUsedByItsApi() {
        noClasses().should().dependOnClassesThat(resideInAPackage("threadlab.client..")
                .and(DescribedPredicate.not(resideInAnyPackage("threadlab.client.plan", "threadlab.client.result",
                        "threadlab.client.verify", "threadlab.client.preflight", "threadlab.client.capacity")))
                .and(DescribedPredicate.not(simpleNameEndingWith("LoadGenerator").or(simpleNameEndingWith("ClientTls"))
                        .or(simpleNameEndingWith("ShutdownHook")))))
                .check(BENCH);
    }

    /** What jmh-diff.jar holds, as the POM lists it, needs nothing that it does not hold, and so no server. */
    @Test
    void theReadersOfJmhReportsNeedNoServer() {
        DescribedPredicate<JavaClass> inTheJar = resideInAnyPackage("threadlab.bench.cli", "threadlab.bench.diff",
                "threadlab.bench.input", "threadlab.bench.page", "threadlab.bench.stats", "threadlab.bench.trend")
                .or(belongToAnyOf(Json.class, Markdown.class, NumberFormat.class));
        classes().that(inTheJar).should().onlyDependOnClassesThat(inTheJar.or(resideInAnyPackage("threadlab.support..",
                "java..", "picocli..", "tools.jackson..", "org.apache.commons..", "org.jspecify.."))).check(BENCH);
    }
}
