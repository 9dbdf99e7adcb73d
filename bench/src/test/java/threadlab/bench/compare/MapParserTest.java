package threadlab.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threadlab.bench.verdict.WorkMap;

class MapParserTest {

    @ParameterizedTest
    @ValueSource(strings = {"cpu=10us..2ms,wait=0..50ms", " wait = 0 .. 50ms , cpu = 10us..2ms "})
    void anAxisIsInGeometricSteps(String text) {
        assertThat(MapParser.parse(text, 2)).isEqualTo(new WorkMap(List.of(10.0, 38.0, 140.0, 530.0, 2000.0),
                List.of(0.0, 2.7, 7.1, 19.0, 50.0), List.of(9)));
    }

    @Test
    void anAxisMayBeOneTime() {
        assertThat(MapParser.parse("cpu=0.5ms,wait=1.5ms..3ms", 2))
                .isEqualTo(new WorkMap(List.of(500.0), List.of(1.5, 3.0), List.of(2)));
        assertThat(MapParser.parse("cpu=1us,wait=0", 2)).extracting(WorkMap::waitMillis).isEqualTo(List.of(0.0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                         | 1, the end, allowed there: cpu or wait
            many                       | 1, 'many', allowed there: cpu or wait
            cpu=10us..2ms              | 14, the end, allowed there: ','
            cpu=10us..2ms;wait=0       | 14, ';wait=0', allowed there: ','
            cpu=10us..2ms,cpu=1us      | 15, 'cpu=1us', allowed there: wait
            wait=0,wait=5ms            | 8, 'wait=5ms', allowed there: cpu
            cpu 10us,wait=0            | 5, '10us,wait=0', allowed there: '='
            cpu=0,wait=0               | 5, '0,wait=0', allowed there: a time from 1us to 10s
            cpu=0.5us,wait=0           | 5, '0.5us,wait=0', allowed there: a time from 1us to 10s
            cpu=5x,wait=0              | 5, '5x,wait=0', allowed there: a time from 1us to 10s
            cpu=11s,wait=0             | 5, '11s,wait=0', allowed there: a time from 1us to 10s
            cpu=1ms,wait=500us         | 14, '500us', allowed there: a time from 1ms to 10s, or 0
            cpu=1ms,wait=0..500us      | 17, '500us', allowed there: a time from 1ms to 10s
            cpu=2ms..1ms,wait=0        | 10, '1ms,wait=0', allowed there: a time that is longer
            cpu=2ms..2ms,wait=0        | 10, '2ms,wait=0', allowed there: a time that is longer
            cpu=1ms..,wait=0           | 10, ',wait=0', allowed there: a time from 1us to 10s
            cpu=1ms,wait=0,cpu=2ms     | 15, ',cpu=2ms', allowed there: the end
            """)
    void whatIsWrongIsShownWithItsPlaceAndWhatIsAllowedThere(String text, String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> MapParser.parse(text, 2))
                .withMessageStartingWith("map is wrong at character " + line);
    }
}
