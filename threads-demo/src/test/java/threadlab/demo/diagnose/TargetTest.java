package threadlab.demo.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threadlab.support.Jcmd;

class TargetTest {
    private static final Jcmd JCMD = new Jcmd(42, Duration.ofSeconds(10));

    @Test
    void whatAJvmTellsOfItselfIsRead() throws Exception {
        Target target = Target.of(JCMD, """
                42:
                java.specification.version=21
                jdk.virtualThreadScheduler.parallelism=3
                java.vm.specification.version=21
                """);

        assertThat(target.java()).isEqualTo(21);
        assertThat(target.parallelism()).contains(3);
        assertThat(Target.of(JCMD, "java.specification.version=25").parallelism()).isEmpty();
    }

    @Test
    void aJvmWithoutVirtualThreadsIsRefused() {
        assertThatThrownBy(() -> Target.of(JCMD, "java.specification.version=17"))
                .hasMessage("process 42 runs Java 17, allowed: Java 21 or newer, which has virtual threads");
        assertThatThrownBy(() -> Target.of(JCMD, "java.specification.version=1.8")).hasMessageContaining("Java 8,");
    }

    @Test
    void onlyTheOwnerMayWatch() {
        assertThatCode(() -> Target.refuse(42, Optional.of("one"), Optional.of("one"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> Target.refuse(42, Optional.of("one"), Optional.of("other")))
                .isInstanceOf(IOException.class)
                .hasMessage("process 42 is of user one, and only that user can watch it");
        assertThatThrownBy(() -> Target.refuse(42, Optional.empty(), Optional.of("other")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aJvmThatADumpMayCrashIsRefused() {
        assertThatThrownBy(() -> new Target(JCMD, 25, Optional.empty()).refuseDumpsThatMayCrash())
                .isInstanceOf(IOException.class).hasMessageContainingAll("process 42 ", "Java 25", "--dump");
        for (int java : List.of(21, 24, 26, 27)) {
            assertThatCode(() -> new Target(JCMD, java, Optional.empty()).refuseDumpsThatMayCrash())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aProcessThatDoesNotExistIsNamed() {
        Jcmd nobody = new Jcmd(Long.MAX_VALUE, Duration.ofSeconds(10));
        assertThatThrownBy(() -> Target.of(nobody)).hasMessage("there is no process " + Long.MAX_VALUE);
    }

    @Test
    @Tag("process")
    void anotherProgramIsNoJvmAndGoesOn() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            Jcmd jcmd = new Jcmd(sleep.pid(), Duration.ofSeconds(10));
            assertThatThrownBy(() -> Target.of(jcmd)).hasMessage("process " + sleep.pid() + " is no HotSpot JVM");
            assertThat(sleep.isAlive()).isTrue();
        } finally {
            sleep.destroyForcibly();
        }
    }

    @Test
    void theReasonOfJcmdIsOneLine() {
        assertThat(new Jcmd.Answer(false, """
                42:
                com.sun.tools.attach.AttachNotSupportedException: The VM does not support the attach mechanism
                \tat jdk.attach/sun.tools.attach.HotSpotAttachProvider.testAttachable(HotSpotAttachProvider.java:153)
                """).reason()).isEqualTo("The VM does not support the attach mechanism");
        assertThat(new Jcmd.Answer(false, "").reason()).isEqualTo("it gave no answer");
    }
}
