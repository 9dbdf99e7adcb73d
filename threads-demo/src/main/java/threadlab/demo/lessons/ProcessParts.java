package threadlab.demo.lessons;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import threadlab.demo.lessons.frame.CannotShow;
import threadlab.demo.lessons.frame.Figures;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;
import threadlab.demo.lessons.frame.LessonText;
import threadlab.demo.lessons.frame.Outcome;
import threadlab.demo.lessons.frame.Table;
import threadlab.demo.lessons.frame.Verdict;

/** Shows where code, data, heap, stacks and the loader are in the address space of this process, on Linux. */
public final class ProcessParts implements Lesson<ProcessParts.Finding> {
    private static final Path SELF = Path.of("/proc/self");
    private static final Path SMAPS = SELF.resolve("smaps");
    private static final Path AUXV = SELF.resolve("auxv");
    private static final Path TASK = Path.of("/proc/thread-self"); // each thread sees a folder of its own
    private static final Pattern MAPPING = Pattern.compile(
            "([0-9a-f]+)-([0-9a-f]+) (\\S{4}) \\S+ \\S+ \\d+ *(.*)"); // from, to, access, place in which file
    private static final Pattern RESIDENT = Pattern.compile("Rss: *(\\d+) kB");
    private static final Pattern BLOCKED = Pattern.compile(".* 0x([0-9a-f]+) 0x([0-9a-f]+)");
    private static final Pattern ADDRESS = Pattern.compile("0x([0-9a-f]+)");
    private static final int TRIES = 5000;
    private static final int AT_BASE = 7; // getauxval(3): where the program's interpreter is, which is ld.so

    public static void main(String... args) throws InterruptedException {
        LessonText.show(new ProcessParts());
    }

    @Override
    public Heading heading() {
        return new Heading(14, "process", "A process, its parts and its loader");
    }

    @Override
    public String claim() {
        return """
                A program is a file; a process is a program that runs. The loader of the operating system loads the file
                into memory, and the process then has code, data, a heap, a stack, and registers.""";
    }

    @Override
    public String expectation() {
        return """
                The kernel shows the address space of a process in /proc/self/smaps, mapping by mapping. What may be run
                (x) is code; what may be written to (w) is the data of a file or, without a file, memory that was
                asked for: heaps, stacks and the code that the JVM compiles.

                There are two loaders. The kernel maps the program (execve) and the dynamic loader that the program
                names (ld.so). The dynamic loader begins, in user space, and maps the shared libraries. To map is not to
                read: a page comes when it is touched. There are two heaps, that of malloc for C and C++ ([heap], and
                mappings for further threads) and that of Java objects. [stack] belongs to the first thread alone, which
                has little to do here: the launcher runs main on another. Every other thread has its stack in a mapping
                of its own.

                Registers are in the processor. Each thread has its own values of them: the kernel saves them when a
                thread stops running, and loads those of the next (/proc/self/task/N/status counts the switches). Java
                cannot read them, but /proc/self/task/N/syscall tells two of a thread that is blocked: the stack pointer
                and the program counter.""";
    }

    /**
     * A mapping of the address space.
     *
     * @param file the name of the file without its folders, a name in brackets from the kernel, or empty
     * @param residentBytes how much of it is in memory
     */
    record Mapping(long from, long to, String access, String file, long residentBytes) {
        boolean holds(long address) {
            return Long.compareUnsigned(from, address) <= 0 && Long.compareUnsigned(address, to) < 0;
        }

        boolean isCode() {
            return access.startsWith("r") && access.contains("x");
        }

        boolean isWritable() {
            return access.startsWith("rw-");
        }

        long bytes() {
            return to - from;
        }

        Mapping with(long resident) {
            return new Mapping(from, to, access, file, resident);
        }
    }

    /** Two registers of a thread that is blocked in a system call. */
    record Registers(String thread, long stackPointer, long programCounter) {
    }

    /**
     * The process as the kernel and the JVM show it. An address is 0 if they do not.
     *
     * @param program the file that it runs
     * @param loader where the kernel put the dynamic loader
     * @param objects an address in the heap of Java objects
     * @param registers of blocked threads; empty if the kernel does not tell
     */
    record Finding(List<Mapping> mappings, String program, long loader, long objects, List<Registers> registers) {
    }

    @Override
    public Finding experiment() throws CannotShow, IOException, InterruptedException {
        for (Path needed : List.of(SMAPS, AUXV, TASK)) {
            if (!Files.exists(needed)) {
                throw new CannotShow("There is no " + needed + " here, which Linux has.");
            }
        }
        Callable<Path> task = TASK::toRealPath;
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) { // with nothing more to do, its threads block
            List<Future<Path>> tasks = pool.invokeAll(List.of(task, task));
            List<Registers> registers = new ArrayList<>();
            registers("first", SELF.resolve("task").resolve(SELF.toRealPath().getFileName())).ifPresent(registers::add);
            registers("second", tasks.get(0).resultNow()).ifPresent(registers::add);
            registers("third", tasks.get(1).resultNow()).ifPresent(registers::add);
            return new Finding(mappings(Files.readAllLines(SMAPS)),
                    name(Files.readSymbolicLink(SELF.resolve("exe")).toString()), loader(), objects(), registers);
        }
    }

    /** Reads the stack pointer and the program counter, the last two words of the line for a blocked thread. */
    private static Optional<Registers> registers(String thread, Path task) throws IOException, InterruptedException {
        Path file = task.resolve("syscall");
        for (int i = 0; i < TRIES && Files.isReadable(file); i++) {
            Matcher words = BLOCKED.matcher(Files.readString(file).strip());
            if (words.matches()) {
                return Optional.of(new Registers(thread, address(words.group(1)), address(words.group(2))));
            }
            Thread.sleep(1); // it is still running
        }
        return Optional.empty();
    }

    static List<Mapping> mappings(List<String> smaps) {
        List<Mapping> mappings = new ArrayList<>();
        for (String line : smaps) {
            Matcher mapping = MAPPING.matcher(line);
            Matcher resident = RESIDENT.matcher(line);
            if (mapping.matches()) {
                mappings.add(new Mapping(address(mapping.group(1)), address(mapping.group(2)), mapping.group(3),
                        name(mapping.group(4)), 0));
            } else if (resident.matches()) {
                mappings.add(mappings.removeLast().with(Long.parseLong(resident.group(1)) << 10));
            }
        }
        return mappings;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static long address(String hexadecimal) {
        return Long.parseUnsignedLong(hexadecimal, 16);
    }

    /** Returns the address of the loader, from the auxiliary vector: pairs of a key and a value, 64 bits each. */
    private static long loader() throws IOException {
        ByteBuffer pairs = ByteBuffer.wrap(Files.readAllBytes(AUXV)).order(ByteOrder.nativeOrder());
        while (pairs.remaining() >= 2 * Long.BYTES) {
            long key = pairs.getLong();
            long value = pairs.getLong();
            if (key == AT_BASE) {
                return value;
            }
        }
        return 0;
    }

    /** Returns the address of the heap, which {@code jcmd PID GC.heap_info} prints too; 0 with ZGC. */
    private static long objects() {
        try {
            Object info = ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcHeapInfo",
                    new Object[]{null}, new String[]{String[].class.getName()});
            Matcher address = ADDRESS.matcher(info.toString());
            return address.find() ? address(address.group(1)) : 0;
        } catch (JMException e) {
            return 0; // a JVM without this command
        }
    }

    @Override
    public Outcome outcome(Finding finding) {
        Map<String, Mapping> parts = parts(finding);
        List<Mapping> code = of("code", parts);
        long mapped = code.stream().mapToLong(Mapping::bytes).sum();
        long resident = code.stream().mapToLong(Mapping::residentBytes).sum();
        int stacks = of("stack", parts).size();
        return new Outcome(verdict(parts, resident < mapped || stacks > 1), """
                %s of %s of code are in memory; the rest comes when it is touched. %s""".formatted(
                Figures.bytes(resident), Figures.bytes(mapped), told(finding, stacks)), table(parts), table(finding));
    }

    private static Verdict verdict(Map<String, Mapping> parts, boolean limit) {
        if (Stream.of("code", "data", "heap", "stack").anyMatch(kind -> of(kind, parts).isEmpty())) {
            return Verdict.DOES_NOT_HOLD;
        }
        return limit ? Verdict.HOLDS_WITH_A_LIMIT : Verdict.HOLDS;
    }

    private static String told(Finding finding, int stacks) {
        List<Registers> threads = finding.registers();
        return threads.isEmpty()
                ? "The kernel does not tell the registers of blocked threads here."
                : """
                        The %s threads that were looked at have %s stacks, and %s of their program counters are in
                        code."""
                        .formatted(threads.size(), stacks, threads.stream().filter(thread -> at(thread.programCounter(),
                                finding).filter(Mapping::isCode).isPresent()).count());
    }

    private static Map<String, Mapping> parts(Finding finding) {
        Predicate<Mapping> program = mapping -> mapping.file().equals(finding.program());
        Predicate<Mapping> jvm = mapping -> mapping.file().startsWith("libjvm.");
        Predicate<Mapping> noFile = mapping -> mapping.file().isEmpty();
        Map<String, Predicate<Mapping>> signs = new LinkedHashMap<>();
        signs.put("code: program", program.and(Mapping::isCode));
        signs.put("code: JVM", jvm.and(Mapping::isCode));
        signs.put("code: made at run", noFile.and(Mapping::isCode));
        signs.put("data: program", program.and(Mapping::isWritable));
        signs.put("data: JVM", jvm.and(Mapping::isWritable));
        signs.put("heap: malloc", mapping -> mapping.file().equals("[heap]"));
        signs.put("heap: Java objects", mapping -> mapping.holds(finding.objects()));
        signs.put("stack: first thread", mapping -> mapping.file().equals("[stack]"));
        finding.registers().forEach(thread -> signs.put("stack: " + thread.thread() + " thread",
                mapping -> mapping.holds(thread.stackPointer())));
        signs.put("dynamic loader", mapping -> mapping.holds(finding.loader()));
        Map<String, Mapping> parts = new LinkedHashMap<>();
        signs.forEach((part, sign) -> finding.mappings().stream().filter(sign).findFirst()
                .ifPresent(mapping -> parts.put(part, mapping)));
        return parts;
    }

    /** Returns the distinct mappings of the parts of one kind. */
    private static List<Mapping> of(String kind, Map<String, Mapping> parts) {
        return parts.entrySet().stream().filter(part -> part.getKey().startsWith(kind + ":")).map(Map.Entry::getValue)
                .distinct().toList();
    }

    private static Optional<Mapping> at(long address, Finding finding) {
        return finding.mappings().stream().filter(mapping -> mapping.holds(address)).findFirst();
    }

    private static Table table(Map<String, Mapping> parts) {
        Table table = new Table("part", "mapping", "access", "size", "in memory");
        for (Map.Entry<String, Mapping> part : parts.entrySet()) {
            Mapping mapping = part.getValue();
            table = table.row(part.getKey(), text(mapping), mapping.access(), Figures.bytes(mapping.bytes()),
                    Figures.bytes(mapping.residentBytes()));
        }
        return table;
    }

    private static Table table(Finding finding) {
        Table table = new Table("thread", "stack pointer", "points into", "program counter", "points into");
        for (Registers thread : finding.registers()) {
            table = table.row(thread.thread(), "0x" + Long.toHexString(thread.stackPointer()),
                    pointsInto(thread.stackPointer(), finding), "0x" + Long.toHexString(thread.programCounter()),
                    pointsInto(thread.programCounter(), finding));
        }
        return table;
    }

    private static String pointsInto(long address, Finding finding) {
        return at(address, finding).map(mapping -> text(mapping) + " " + mapping.access()).orElse("no mapping");
    }

    private static String text(Mapping mapping) {
        return mapping.file().isEmpty() ? "(no file)" : mapping.file();
    }

    @Override
    public String next() {
        return """
                Let a JVM name its mappings: jcmd PID System.map (Linux, JDK 24 or newer), where PID is that of a
                running ./lab server.""";
    }
}
