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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the modules: bench may use the server and the client; nothing else here uses anything here. */
class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter().importPaths(
            Stream.of("threads-demo", "echo-server", "echo-client", "bench")
                    .map(module -> Path.of("..", module, "target", "classes")).toArray(Path[]::new));

    @ParameterizedTest
    @ValueSource(strings = {"demo", "server", "client"})
    void aModuleOfItsOwnKnowsNoOther(String module) {
        classes().that().resideInAPackage("threadlab." + module + "..").should().onlyDependOnClassesThat()
                .resideInAnyPackage("threadlab." + module + "..", "java..", "javax.management..", "javax.net..",
                        "javax.crypto..", "jdk.jfr..",
                        "com.sun.management..", "picocli..",
                        "org.HdrHistogram..", "tools.jackson..", "org.jgroups..", "tlschannel..")
                .check(ALL);
    }

    /** Behind one class, and of no use without a cluster. */
    @Test
    void nobodyButTheLinkKnowsJGroups() {
        classes().that().haveNameNotMatching("threadlab\\.client\\.cluster\\.JGroupsChannel(\\$.*)?").should()
                .onlyDependOnClassesThat().resideOutsideOfPackage("org.jgroups..").check(ALL);
    }

    /** Only the commands, on whose word it is loaded. */
    @Test
    void theLoadItselfDoesNotKnowTheCluster() {
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
    }

    /** All others would follow a link that somebody has put there, or replace a device by a file. */
    @Test
    void filesAreWrittenInOneWay() {
        noClasses().that().haveSimpleNameNotEndingWith("WholeFile").and().haveSimpleNameNotEndingWith("TextFile")
                .and().haveSimpleNameNotEndingWith("HistogramLog") // line by line, as they come
                .and().haveSimpleNameNotEndingWith("SelfSignedCertificate") // into a folder that nobody else can write
                .should().callMethodWhere(target(owner(assignableTo(Files.class)))
                        .and(target(nameMatching("write.*|newOutputStream|newBufferedWriter|copy|move|createFile"))))
                .orShould().callConstructorWhere(target(owner(assignableTo(FileOutputStream.class)))
                        .or(target(owner(assignableTo(FileWriter.class))))
                        .or(target(owner(assignableTo(RandomAccessFile.class)))))
                .orShould().callMethod(FileChannel.class, "open", Path.class, OpenOption[].class)
                .check(ALL);
    }

    @Test
    void everyModuleWasLookedAt() {
        for (String module : new String[]{"demo", "server", "client", "bench"}) {
            assertThat(ALL).anyMatch(type -> type.getPackageName().startsWith("threadlab." + module));
        }
    }
}
