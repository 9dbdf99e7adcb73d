package threadlab.bench;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependencies between modules and packages: bench uses server and client, and all modules use support. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter().importPaths(
            Stream.of("support", "threads-demo", "echo-server", "echo-client", "bench")
                    .map(module -> Path.of("..", module, "target", "classes")).toArray(Path[]::new));

    @ParameterizedTest
    @ValueSource(strings = {"demo", "server", "client"})
    void anIndependentModuleKnowsOnlySupport(String module) {
        classes().that().resideInAPackage("threadlab." + module + "..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("threadlab." + module + "..", "threadlab.support..", "org.jspecify..", "java..",
                        "javax.management..", "javax.net..",
                        "javax.crypto..", "jdk.jfr..",
                        "com.sun.management..", "picocli..",
                        "org.HdrHistogram..", "tools.jackson..", "org.jgroups..", "tlschannel..")
                .check(ALL);
    }

    @Test
    void onlyTheChannelKnowsJGroups() {
        classes().that().haveNameNotMatching("threadlab\\.client\\.cluster\\.JGroupsChannel(\\$.*)?").should()
                .onlyDependOnClassesThat().resideOutsideOfPackage("org.jgroups..").check(ALL);
    }

    @Test
    void onlyTheCommandsOfTheClientKnowTheCluster() {
        classes().that().resideInAPackage("threadlab.client..").and()
                .resideOutsideOfPackages("threadlab.client.cli..", "threadlab.client.cluster..").should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("threadlab.client.cluster..").check(ALL);
    }

    @Test
    void benchDoesNotKnowTheDemo() {
        classes().that().resideInAPackage("threadlab.bench..").should().onlyDependOnClassesThat()
                .resideOutsideOfPackage("threadlab.demo..").check(ALL);
    }

    @Test
    void thePackagesOfBenchFormNoCycle() {
        slices().matching("threadlab.bench.(*)..").should().beFreeOfCycles().check(ALL);
        slices().matching("threadlab.bench.soak.(*)..").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void clientsAndSamplesOfASoakDoNotKnowItsVerdict() {
        noClasses().that().resideInAnyPackage("threadlab.bench.soak.clients", "threadlab.bench.soak.sampling").should()
                .dependOnClassesThat().resideInAnyPackage("threadlab.bench.soak", "threadlab.bench.soak.drift",
                        "threadlab.bench.soak.report")
                .check(ALL);
        noClasses().that().resideInAPackage("threadlab.bench.soak.clients").should().dependOnClassesThat()
                .resideInAPackage("threadlab.bench.soak.sampling").check(ALL);
    }

    @Test
    void onlyTheCommandOfASoakKnowsPicocli() {
        noClasses().that().resideInAPackage("threadlab.bench.soak..").and().doNotHaveSimpleName("SoakMain").should()
                .dependOnClassesThat().resideInAPackage("picocli..").check(ALL);
    }

    /** Other ways would follow a link that somebody has put there, or replace a device by a file. */
    @Test
    void filesAreWrittenInOneWay() {
        noClasses().that().haveSimpleNameNotEndingWith("AtomicFile")
                .and().haveSimpleNameNotEndingWith("ControlChannel") // line by line, for the process that reads it
                .and().haveSimpleNameNotEndingWith("CpuGroup") // into files of the kernel, which it must not replace
                .and().haveSimpleNameNotEndingWith("HistogramLog") // line by line, as they come
                .and().haveSimpleNameNotEndingWith("RunFolder") // an empty file that is locked, and no link
                .and().haveSimpleNameNotEndingWith("SelfSignedCertificate") // into a folder that nobody else can write
                .and().haveNameNotMatching(".*CarrierHolders\\$Patient") // into named pipes, whose readers are to wait
                .and().haveNameNotMatching(".*StandardOutput\\$Sink") // a descriptor that is open already
                .should().callMethodWhere(target(owner(assignableTo(Files.class)))
                        .and(target(nameMatching("write.*|newOutputStream|newBufferedWriter|copy|move|createFile"))))
                .orShould().callConstructorWhere(target(owner(assignableTo(FileOutputStream.class)))
                        .or(target(owner(assignableTo(FileWriter.class))))
                        .or(target(owner(assignableTo(RandomAccessFile.class)))))
                .orShould().callMethod(FileChannel.class, "open", Path.class, OpenOption[].class)
                .check(ALL);
    }

    @Test
    void allModulesWereRead() {
        for (String module : List.of("support", "demo", "server", "client", "bench")) {
            assertThat(ALL).anyMatch(type -> type.getPackageName().startsWith("threadlab." + module));
        }
    }
}
