package threadlab.demo;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The two functions of the demo: each prints a line, sleeps, and prints the next. They share only the output. */
final class PrintFunctions {
    static final List<String> NAMES = List.of("Reva", "Mrdhvi", "Kuvira", "Krtvi");
    static final List<Integer> NUMS = IntStream.iterate(400, num -> num < 420, num -> num + 3).boxed().toList();

    private final Recorder recorder;
    private final Output output;
    private final Sleeper sleeper;
    private final Duration delay;

    PrintFunctions(Recorder recorder, Output output, Sleeper sleeper, Duration delay) {
        this.recorder = recorder;
        this.output = output;
        this.sleeper = sleeper;
        this.delay = delay;
    }

    void printName() throws InterruptedException {
        for (String name : NAMES) {
            recorder.span("print_name", name, () -> {
                output.line("Hello " + name);
                sleeper.sleep(delay);
            });
        }
    }

    void printNum() throws InterruptedException {
        for (int num : NUMS) {
            recorder.span("print_num", String.valueOf(num), () -> {
                output.line("ERROR: " + num);
                sleeper.sleep(delay);
            });
        }
    }
}
