package threadlab.client.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;
import threadlab.client.verify.MessageSizes;

class SizeRangeTest {

    @Test
    void readsWhatSizesAre() {
        assertThat(new SizeRange().convert("1..4096")).isEqualTo(new MessageSizes(1, 4096, 0));
    }

    @Test
    void refusesAnythingElseInTheWordsOfSizes() {
        assertThatThrownBy(() -> new SizeRange().convert("64k")).isInstanceOf(TypeConversionException.class)
                .hasMessage("'64k' is not a number of bytes such as 64 or 1..4096");
    }
}
