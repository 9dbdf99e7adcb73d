package threadlab.bench.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintedLinesTest {

    @Test
    void eachLineIsTold() throws IOException {
        assertThat(lines("one\ntwo\r\n\nthree\rfour")).containsExactly("one", "two", "three", "four");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void whatATerminalWouldObeyIsWrittenOut() throws IOException {
        assertThat(lines("\u001b[2J\u202e\tx\n\ud83e\uddf5\u0000")).containsExactly("\\u{1b}[2J\\u{202e}\\tx",
                "\ud83e\uddf5\\u{0}");
    }

    /** More than any memory has. */
    @Test
    void aLineThatIsTooLongIsCut() throws IOException {
        List<String> lines = new ArrayList<>();
        PrintedLines.follow(new Reader() {
            private long left = 50_000_000;

            @Override
            public int read(char[] into, int from, int length) {
                into[from] = left == 4 ? '\n' : 'x';
                return left-- > 0 ? 1 : -1;
            }

            @Override
            public void close() {
                // nothing is open
            }
        }, lines::add);
        assertThat(lines).extracting(String::length).containsExactly(2000, 3);
    }

    private static List<String> lines(String printed) throws IOException {
        List<String> lines = new ArrayList<>();
        PrintedLines.follow(new StringReader(printed), lines::add);
        return lines;
    }
}
