package threadlab.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeParserTest {
    private static final Computing COMPUTING = new Computing(100);
    private static final BackendClient BACKEND = new BackendClient(InetSocketAddress.createUnresolved("none", 1));

    private static List<Stage> parse(String recipe) {
        return RecipeParser.parse(recipe, COMPUTING, BACKEND);
    }

    private static long millis(Time time) {
        return Math.round(time.mean() / 1e6);
    }

    @Test
    void stagesComeInTheOrderWritten() {
        assertThat(parse("cpu 50us, wait 8ms")).satisfiesExactly(
                cpu -> assertThat(((Stage.Cpu) cpu).time()).isEqualTo(new Time.Constant(50_000)),
                wait -> assertThat(((Stage.Wait) wait).time()).isEqualTo(new Time.Constant(8_000_000)));
    }

    @Test
    void poolsAndLocksHaveStagesWithin() {
        assertThat(parse("pool 20 { lock 2 { monitor 3 { wait 1ms }, cpu 1us } }, pool 1 spin { wait 2ms }"))
                .satisfiesExactly(pool -> {
                    assertThat(((Stage.Pool) pool).places().availablePermits()).isEqualTo(20);
                    Stage.Lock lock = (Stage.Lock) ((Stage.Pool) pool).stages().getFirst();
                    assertThat(lock.locks()).hasSize(2);
                    assertThat(((Stage.Monitor) lock.stages().getFirst()).monitors()).hasSize(3);
                }, spinning -> assertThat(((Stage.SpinningPool) spinning).places().availablePermits()).isOne());
    }

    @Test
    void aCallTakesATimeAndNeedsABackend() {
        assertThat(parse("call 5ms | 10%: 15ms")).singleElement()
                .satisfies(call -> assertThat(millis(((Stage.Call) call).time())).isEqualTo(6));
        assertThatIllegalArgumentException().isThrownBy(() -> RecipeParser.parse("cpu 1us, call 5ms", COMPUTING, null))
                .withMessageStartingWith("work is wrong at character 10, 'call 5ms', ")
                .withMessageContaining("no backend is given");
    }

    @Test
    void aFanHasBranches() {
        assertThat(parse("fan 100 { fan 10 { wait 1ms } }, fan 1000 { cpu 1us }")).satisfiesExactly(
                fan -> assertThat(((Fan) fan).branches()).isEqualTo(100),
                fan -> assertThat(((Fan) fan).branches()).isEqualTo(1000));
    }

    @Test
    void bytesHaveAUnitAndDepthsAreCounted() {
        assertThat(parse("alloc 500B { cpu 1us }, alloc 4KB { cpu 1us }, alloc 16MB { cpu 1us }"))
                .extracting(alloc -> ((Stage.Alloc) alloc).bytes()).containsExactly(500, 4096, 16 << 20);
        assertThat(parse("depth 100 { depth 900 { wait 1ms } }, depth 1000 { wait 1ms }"))
                .extracting(depth -> ((Stage.Depth) depth).frames()).containsExactly(100, 1000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            wait 5ms                           ; 5
            wait 1.5s                          ; 1500
            wait exp 5ms                       ; 5
            wait lognormal 5ms p99 50ms        ; 5
            wait 5ms | 2%: 1s                  ; 25
            wait exp 10ms|50%:lognormal 2ms p99 4ms ; 6
            """)
    void timesAreConstantDrawnOrBoth(String recipe, long millis) {
        assertThat(millis(((Stage.Wait) parse(recipe).getFirst()).time())).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            cpu 5x                       ; 5  ; a time
            cpu                          ; 4  ; a time
            cpu 0us                      ; 5  ; above 0us
            cpu 5                        ; 5  ; a time
            ''                           ; 1  ; a stage
            sleep 5ms                    ; 1  ; a stage
            wait 999us                   ; 6  ; from 1ms
            wait 11s                     ; 6  ; to 10s
            call 999us                   ; 6  ; from 1ms
            call                         ; 5  ; a time
            wait 5ms,                    ; 10 ; a stage
            wait 5ms wait 5ms            ; 10 ; a comma
            pool 0 { wait 5ms }          ; 6  ; from 1
            pool 5 wait 5ms              ; 8  ; '{'
            pool 5 { wait 5ms            ; 18 ; '}'
            pool 5 { wait 5ms } }        ; 21 ; the end
            lock -1 { wait 5ms }         ; 6  ; from 1
            fan 1001 { wait 5ms }        ; 5  ; to 1000
            fan 100 { fan 11 { wait 5ms } } ; 15 ; to 10
            fan 5ms { wait 5ms }         ; 5  ; from 1
            fan 5                        ; 6  ; '{'
            alloc 4 { wait 5ms }         ; 7  ; a size
            alloc 4kb { wait 5ms }       ; 7  ; a size
            alloc 0B { wait 5ms }        ; 7  ; from 1B
            alloc 17MB { wait 5ms }      ; 7  ; to 16MB
            alloc 4KB                    ; 10 ; '{'
            depth 1001 { wait 5ms }      ; 7  ; to 1000
            depth 600 { depth 500 { wait 5ms } } ; 19 ; to 400
            wait lognormal 5ms           ; 19 ; 'p99'
            wait lognormal 5ms p99 5ms   ; 24 ; p99 of
            wait lognormal 5ms p99 90ms  ; 24 ; p99 of
            wait 5ms | 200%: 1s          ; 12 ; a share
            wait 5ms | 2% 1s             ; 15 ; ':'
            """)
    void whatIsWrongIsToldWithItsPlaceAndWhatIsAllowedThere(String recipe, int place, String allowed) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(recipe))
                .withMessageStartingWith("work is wrong at character " + place + ", ").withMessageContaining(allowed)
                .matches(refused -> refused.getMessage().lines().count() == 1);
    }

    @Test
    void bracesWithoutEndAreRefusedBeforeTheStackIsFull() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("pool 1 { ".repeat(100_000)))
                .withMessageContaining("up to 10 times");
    }
}
