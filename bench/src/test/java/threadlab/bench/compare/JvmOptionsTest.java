package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threadlab.support.cli.CommandLines;

/** The Java of this test stands for any other one. */
class JvmOptionsTest {
    private static final String HOME = System.getProperty("java.home");

    private static List<Candidate> candidates(String... arguments) {
        var options = new PlanOptions();
        CommandLines.of(options).parseArgs(arguments);
        return options.candidates();
    }

    private static List<String> names(String... arguments) {
        return candidates(arguments).stream().map(Candidate::name).toList();
    }

    @Test
    void eachModelRunsInEachJavaAndTheFirstModelInTheFirstJavaIsTheBaseline() {
        assertThat(names("--thread-model", "virtual,virtual-tuned", "--jdk", "21=" + HOME, "--jdk", "27=" + HOME))
                .containsExactly("virtual@21", "virtual@27", "virtual-tuned@21", "virtual-tuned@27");
    }

    @Test
    void aModelWithoutTheFlagsOfAVariantStaysIn() {
        assertThat(names("--thread-model", "virtual", "--variant", "zgc=-XX:+UseZGC", "--variant", "one=-Da=b"))
                .containsExactly("virtual", "virtual@zgc", "virtual@one");
        assertThat(names("--thread-model", "virtual", "--variant", "zgc=-XX:+UseZGC", "--jdk", "21=" + HOME, "--jdk",
                "27=" + HOME)).containsExactly("virtual@21", "virtual@21/zgc", "virtual@27", "virtual@27/zgc");
    }

    @Test
    void withTlsTheyTakePartTwiceAndPeersRunOnTheJavaOfTheLab() {
        List<Candidate> all = candidates("--thread-model", "virtual", "--jdk", "21=/tmp/../" + HOME, "--tls", "--peer",
                "netty-nio");
        assertThat(all).extracting(Candidate::name).containsExactly("virtual@21", "virtual@21+tls", "netty-nio");
        assertThat(all.getLast().command(List.of(), null).getFirst()).isEqualTo(HOME + "/bin/java");
    }

    @Test
    void theCommandHasTheJavaAndTheFlagsBeforeAllElse() {
        Candidate candidate = candidates("--thread-model", "virtual", "--jdk", "21=" + HOME, "--variant",
                "both= -Xss1m  @more.txt ").getLast();
        assertThat(candidate.name()).isEqualTo("virtual@21/both");
        assertThat(candidate.command(List.of("-Xlog"), null)).startsWith(HOME + "/bin/java", "-Xss1m", "@more.txt",
                "-Xlog", "-cp");
    }

    @Test
    void eachCandidateTakesPartWithEachNumberOfCpus() {
        assertThat(names("--thread-model", "virtual", "--cpus", "0.5,1.0"))
                .containsExactly("virtual@0.5cpu", "virtual@1cpu");
        assertThat(names("--thread-model", "virtual", "--jdk", "21=" + HOME, "--cpus", "1", "--tls", "--peer",
                "go=./echo {port}")).containsExactly("virtual@21/1cpu", "virtual@21/1cpu+tls", "go@1cpu");
    }

    @Test
    void eachModelThatHasVirtualThreadsTakesPartWithEachNumberOfCarriers() {
        assertThat(names("--thread-model", "platform,virtual,virtual-per-request", "--carriers", "1,2,auto,jdk"))
                .containsExactly("platform", "virtual@1carrier", "virtual@2carriers", "virtual@auto-carriers",
                        "virtual@jdk-carriers", "virtual-per-request@1carrier", "virtual-per-request@2carriers",
                        "virtual-per-request@auto-carriers", "virtual-per-request@jdk-carriers");
        assertThat(names("--thread-model", "virtual", "--carriers", "2", "--jdk", "21=" + HOME, "--cpus", "1"))
                .containsExactly("virtual@21/2carriers/1cpu");
    }

    @Test
    void aNumberOfCarriersIsSetForTheJvmSinceNotEachJavaCanChangeIt() {
        List<Candidate> all = candidates("--thread-model", "virtual-tuned", "--variant", "small=-Xmx64m", "--carriers",
                "3,auto");
        assertThat(all).extracting(Candidate::name).containsExactly("virtual-tuned@3carriers",
                "virtual-tuned@auto-carriers", "virtual-tuned@small/3carriers", "virtual-tuned@small/auto-carriers");
        assertThat(all.get(2).command(List.of(), null))
                .containsSequence("-Xmx64m", "-Djdk.virtualThreadScheduler.parallelism=3")
                .endsWith("--carriers", "jdk");
        assertThat(all.getLast().command(List.of(), null)).endsWith("--carriers", "auto")
                .doesNotContain("-Djdk.virtualThreadScheduler.parallelism=3");
    }

    @Test
    void withoutVirtualThreadsThereAreNoCarriers() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> names("--thread-model", "platform,pool:3", "--carriers", "1"))
                .withMessage("carriers is for thread models with virtual threads, and thread-model is platform,pool:3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> names("--thread-model", "none", "--peer", "netty-nio", "--carriers", "1"))
                .withMessage("carriers is for thread models with virtual threads, and thread-model is none");
    }

    @Test
    void withoutAThreadModelAJvmHasNothingToDo() {
        assertThatIllegalArgumentException().isThrownBy(() -> names("--thread-model", "none", "--peer", "netty-nio",
                "--variant", "a=-Xmx1g")).withMessageStartingWith("jdk and variant are for thread models");
    }

    @Test
    void moreCpusThanThereAreCannotBeHad() {
        int cpus = Runtime.getRuntime().availableProcessors();
        assertThatIllegalArgumentException().isThrownBy(() -> names("--cpus", String.valueOf(cpus + 1)))
                .withMessage("cpus is '" + (cpus + 1) + "', allowed: 0.05 to " + cpus + ", which are the CPUs here");
    }

    @ParameterizedTest
    @CsvSource({"--jdk,21,jdk is '21'", "--jdk,=/x,jdk is '=/x'", "--jdk,a b=/x,jdk is 'a b=/x'",
            "--jdk,Auto,jdk is 'Auto'", "--jdk,21=/no/such,jdk 21 is '/no/such'",
            "--variant,-Xmx1g,variant is '-Xmx1g'",
            "--variant,=-Xmx1g,variant is '=-Xmx1g'", "--variant,small=,variant is 'small='",
            "--variant,small=Main,variant is 'small=Main'", "--variant,a/b=-Xmx1g,variant is 'a/b=-Xmx1g'",
            "--carriers,0,carriers is '0'", "--carriers,257,carriers is '257'", "--carriers,many,carriers is 'many'",
            "--cpus,half,cpus is 'half'", "--cpus,0,cpus is '0'",
            "--cpus,0.01,cpus is '0.01'", "--cpus,1e0,cpus is '1e0'"})
    void whatIsNoneIsRefusedInALine(String option, String value, String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> names(option, value))
                .withMessageStartingWith(line + ", allowed: ");
    }

    @Test
    void aNameIsForOneSetupOnly() {
        assertThatIllegalArgumentException().isThrownBy(() -> names("--jdk", "21=" + HOME, "--jdk", "21=" + HOME))
                .withMessage("jdk is '21', allowed: each name once");
        assertThatIllegalArgumentException().isThrownBy(() -> names("--variant", "a=-Xmx1g", "--variant", "a=-Xmx2g"))
                .withMessage("variant is 'a', allowed: each name once");
        assertThatIllegalArgumentException().isThrownBy(() -> names("--carriers", "2,2"))
                .withMessage("carriers is '2,2', allowed: each number once");
        assertThatIllegalArgumentException().isThrownBy(() -> names("--cpus", "1,1.0"))
                .withMessage("cpus is '1,1.0', allowed: each number once");
    }
}
