package threadlab.demo.lessons.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void onlyAnEmptyLinePartsParagraphs() {
        assertThat(Words.paragraphs("one\ntwo\n\nthree\n")).containsExactly("one two", "three");
    }

    @Test
    void linesKeepToTheColumnsAndALongWordHasItsOwn() {
        assertThat(Words.wrapped("to be or incomprehensible not", 8))
                .containsExactly("to be or", "incomprehensible", "not");
    }
}
