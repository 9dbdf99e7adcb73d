package threadlab.demo.diagnose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jcmd prints is read, of the JDKs that print it differently. */
class ReadingTest {
    @TempDir
    private Path folder;

    @Test
    void aDumpOfJdk25TellsStatesAndCarriers() throws Exception {
        assertThat(dump("""
                {"threadDump": {"processId": "1", "threadContainers": [{"container": "<root>", "threads": [
                  {"tid": "3", "name": "main", "state": "WAITING", "stack": ["java.base\\/java.lang.Object.wait0(X)"],
                   "monitorsOwned": [{"depth": 2, "locks": ["java.lang.Thread@1"]}]},
                  {"tid": "22", "virtual": true, "name": "next", "state": "RUNNABLE",
                   "parkBlocker": {"object": "Lock@7", "owner": "24"}, "stack": ["app\\/shop.Order.pay(Order.java:9)"]},
                  {"tid": "24", "virtual": true, "name": "", "state": "RUNNABLE", "carrier": "8", "stack": []}],
                 "threadCount": "3"}]}}""")).containsExactly(
                new VirtualThreadSeen(22, "next", "RUNNABLE", null, "Lock@7",
                        MadeUp.stack("shop.Order.pay(Order.java:9)")),
                new VirtualThreadSeen(24, "", "RUNNABLE", 8L, null, MadeUp.stack()));
    }

    @Test
    void aDumpOfJdk27HasIdsThatAreNumbers() throws Exception {
        assertThat(dump("""
                {"threadDump": {"formatVersion": 2, "threadContainers": [{"threads": [
                  {"tid": 22, "virtual": true, "name": "a", "state": "BLOCKED", "blockedOn": "X@1", "carrier": 8,
                   "stack": []}]}]}}""")).containsExactly(
                new VirtualThreadSeen(22, "a", "BLOCKED", 8L, "X@1", MadeUp.stack()));
    }

    @Test
    void inADumpOfJdk21VirtualThreadsAreKnownByTheirStackOrByHavingNone() throws Exception {
        assertThat(dump("""
                {"threadDump": {"threadContainers": [{"threads": [
                  {"tid": "1", "name": "main", "stack": ["shop.Main.main(Main.java:1)"]},
                  {"tid": "9", "name": "Signal Dispatcher", "stack": []},
                  {"tid": "20", "name": "", "stack": ["java.base/java.lang.VirtualThread.run(VirtualThread.java:1)"]},
                  {"tid": "21", "name": "", "stack": []}]}]}}""")).extracting(VirtualThreadSeen::id)
                .containsExactly(20L, 21L);
    }

    @Test
    void aDumpThatEndsEarlyIsAFailureOfOneLine() {
        assertThatThrownBy(() -> dump("{\"threadDump\": {\"threadContainers\": [{\"threads\": ["))
                .isInstanceOf(IOException.class).hasMessageNotContaining("\n");
    }

    @Test
    void carriersAreReadWithWhatTheyCarry() {
        assertThat(ThreadPrint.parse("""
                "main" #1 [7] prio=5 os_prio=0 cpu=38.47ms elapsed=2.46s tid=0x01 nid=7 in Object.wait()  [0x02]
                   java.lang.Thread.State: WAITING (on object monitor)
                "ForkJoinPool-1-worker-1" #19 [8] daemon prio=5 os_prio=0 cpu=1456.99ms elapsed=2.46s tid=0x03  [0x04]
                   Carrying virtual thread #20
                \tat jdk.internal.vm.Continuation.run(java.base@21.0.13/Continuation.java:248)
                "VM Thread" os_prio=0 cpu=9.06ms elapsed=7.54s tid=0x05 nid=9 runnable
                """)).containsExactly(new PlatformThreadSeen(1, "main", 38.47, null),
                new PlatformThreadSeen(19, "ForkJoinPool-1-worker-1", 1456.99, 20L));
    }

    @Test
    void theSchedulerTellsItsQueues() {
        assertThat(SchedulerSeen.parse("""
                42:
                java.util.concurrent.ForkJoinPool@7ecf83fe[Running, parallelism = 2, size = 3, active = 2, \
                running = 0, steals = 16563690, tasks = 4, submissions = 48, delayed = 0]
                """)).contains(new SchedulerSeen(2, 3, 52));
        assertThat(SchedulerSeen.parse("java.lang.IllegalArgumentException: Unknown diagnostic command")).isEmpty();
    }

    @Test
    void theHeapInUseIsReadOfAnyCollector() {
        assertThat(Look.heapBytes(" garbage-first heap   total 262144K, used 3431K [0x1, 0x2)")).isEqualTo(3431 << 10);
        assertThat(Look.heapBytes(" ZHeap           used 12M, capacity 128M")).isEqualTo(12 << 20);
        assertThat(Look.heapBytes("no heap")).isNull();
    }

    @Test
    void theReportHoldsNoControlCharacterOfTheOtherJvm() {
        Facts facts = MadeUp.twice(List.of());
        Finding finding = new Finding(15, "a problem", Finding.Verdict.SIGN, List.of("name \u001b[2J\n"));

        assertThat(Diagnosis.lines(42, new Look.Seen(facts, List.of("cost")), List.of(finding)))
                .contains("  name \\u{1b}[2J\\n").noneMatch(line -> line.chars().anyMatch(Character::isISOControl));
    }

    private List<VirtualThreadSeen> dump(String json) throws IOException {
        return ThreadDump.read(Files.writeString(folder.resolve("dump.json"), json), Set.of(1L, 9L));
    }
}
