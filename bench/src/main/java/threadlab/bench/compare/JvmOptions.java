package threadlab.bench.compare;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import threadlab.bench.jvm.Jdks;
import threadlab.bench.jvm.JvmSetup;
import threadlab.server.CarrierCount;
import threadlab.server.ModelName;
import threadlab.server.ThreadModel;
import threadlab.support.Preconditions;

/** The options of {@code compare} for the JVMs that thread models run in, and for the CPUs of all servers. */
final class JvmOptions {
    private static final String AUTO = "auto";
    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]{0,19})=(.*)", Pattern.DOTALL);
    private static final Pattern FLAGS = Pattern.compile("([-@]\\S+)( +[-@]\\S+)*");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}(\\.\\d{1,2})?");
    /** With less, a JVM would take minutes to start. */
    private static final double LEAST_CPUS = 0.05;

    @Option(names = "--jdk", paramLabel = "NAME=PATH",
            description = "A Java, from 21 on, that each thread model runs in; may be repeated. PATH is its home. The "
                    + "candidates are MODEL@NAME, the first Java first. auto: those that the machine has, the first "
                    + "one found of each version, which is its NAME. Default: the Java that the lab itself runs on.")
    private List<String> jdks = List.of();

    @Option(names = "--variant", paramLabel = "NAME='FLAGS'",
            description = "Each thread model also runs in a JVM with these flags, as MODEL@NAME; with --jdk in each "
                    + "Java, as MODEL@JDK/NAME. May be repeated.")
    private List<String> variants = List.of();

    @Option(names = "--carriers", split = ",", paramLabel = "N",
            description = "Carriers of virtual threads, such as 1,2,auto: each thread model that has virtual threads "
                    + "takes part once for each, as MODEL@2carriers. auto is as many as pay, found while the server "
                    + "runs, from Java 24 on; jdk is one a CPU. Default: auto for virtual-tuned, else jdk.")
    private List<String> carriers = List.of();

    @Option(names = "--cpus", split = ",", paramLabel = "N",
            description = "CPUs that a server may use, such as 0.5,1,2: each candidate takes part once for each, as "
                    + "MODEL@0.5cpu. A control group with that quota is made for the run, which needs root or a group "
                    + "that may be written to; without one, taskset gives whole CPUs. Default: no limit.")
    private List<String> cpus = List.of();

    /** @throws IllegalArgumentException in one line, if an option has a value that it cannot have */
    Stream<Candidate> carried(ThreadModel model, Candidate candidate) {
        return carriers.isEmpty() || !model.hasVirtualThreads()
                ? Stream.of(candidate)
                : counts().stream().map(candidate::with);
    }

    private List<CarrierCount> counts() {
        List<CarrierCount> counts = new ArrayList<>();
        for (String text : carriers) {
            Optional<CarrierCount> count = CarrierCount.named(text);
            Preconditions.check(count.isPresent(), "carriers", text, CarrierCount.ALLOWED);
            count.ifPresent(counts::add);
        }
        return eachOnce("carriers", carriers, counts);
    }

    /** @throws IllegalArgumentException in one line, if carriers are asked for and no model has virtual threads */
    void checkFor(List<ModelName> models) {
        if (!carriers.isEmpty() && models.stream().noneMatch(name -> name.model().hasVirtualThreads())) {
            String names = models.stream().map(ModelName::toString).collect(Collectors.joining(","));
            throw new IllegalArgumentException(
                    "carriers is for thread models with virtual threads, and thread-model is "
                            + (models.isEmpty() ? "none" : names));
        }
    }

    /** @throws IllegalArgumentException in one line, if an option has a value that it cannot have */
    Stream<Candidate> limited(Candidate candidate) {
        return cpus.isEmpty() ? Stream.of(candidate) : limits().stream().map(candidate::with);
    }

    private List<CpuLimit> limits() {
        int most = Runtime.getRuntime().availableProcessors();
        List<CpuLimit> limits = new ArrayList<>();
        for (String text : cpus) {
            double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : 0;
            Preconditions.check(LEAST_CPUS <= number && number <= most, "cpus", text,
                    LEAST_CPUS + " to " + most + ", which are the CPUs here");
            limits.add(new CpuLimit(number, List.of()));
        }
        return eachOnce("cpus", cpus, limits);
    }

    private static <T> List<T> eachOnce(String option, List<String> texts, List<T> values) {
        Preconditions.check(values.size() == new HashSet<>(values).size(), option, String.join(",", texts),
                "each number once");
        return values;
    }

    /** Returns whether the user named a JVM. */
    boolean isAsked() {
        return !jdks.isEmpty() || !variants.isEmpty();
    }

    /** @throws IllegalArgumentException in one line, if an option has a value that it cannot have */
    List<JvmSetup> jvms() {
        List<JvmSetup> setups = new ArrayList<>();
        for (JvmSetup jdk : javas()) {
            setups.add(jdk);
            for (String variant : variants) {
                Matcher named = named("variant", variant, "NAME='FLAGS', such as gc='-XX:+UseZGC'");
                String flags = named.group(2).strip();
                Preconditions.check(FLAGS.matcher(flags).matches(), "variant", variant,
                        "NAME='FLAGS', with flags of the JVM that begin with -");
                setups.add(jdk.with(named.group(1), List.of(flags.split(" +"))));
            }
        }
        checkNames("variant", setups);
        return setups;
    }

    private List<JvmSetup> javas() {
        if (jdks.isEmpty()) {
            return List.of(JvmSetup.ofTheLab());
        }
        List<JvmSetup> javas = new ArrayList<>();
        for (String jdk : jdks) {
            if (jdk.equals(AUTO)) {
                javas.addAll(Jdks.onThisMachine());
            } else {
                Matcher named = named("jdk", jdk, "auto, or NAME=PATH, such as 21=/opt/jdk-21");
                javas.add(Jdks.at(named.group(1), named.group(2)));
            }
        }
        checkNames("jdk", javas);
        return javas;
    }

    private static Matcher named(String option, String value, String allowed) {
        Matcher named = NAMED.matcher(value);
        Preconditions.check(named.matches(), option, value, allowed);
        return named;
    }

    private static void checkNames(String option, List<JvmSetup> setups) {
        Set<String> names = new HashSet<>();
        setups.forEach(setup -> Preconditions.check(names.add(setup.name()), option, setup.name(),
                "each name once"));
    }
}
