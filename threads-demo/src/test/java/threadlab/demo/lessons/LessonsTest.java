package threadlab.demo.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import threadlab.demo.lessons.frame.Heading;
import threadlab.demo.lessons.frame.Lesson;

class LessonsTest {

    @Test
    void numbersRiseAndNamesDiffer() {
        assertThat(Lessons.ALL).extracting(lesson -> lesson.heading().number()).isSorted().doesNotHaveDuplicates();
        assertThat(Lessons.ALL).extracting(lesson -> lesson.heading().name()).doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void wordsAreThereAndSuitAnyTerminal(Lesson<?> lesson) {
        Heading heading = lesson.heading();

        assertThat(Stream.of(heading.title(), lesson.claim(), lesson.expectation(), lesson.next()))
                .allMatch(words -> !words.isBlank() && words.chars().allMatch(c -> c < 128));
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachFileRunsByItself(Lesson<?> lesson) throws Exception {
        assertThat(lesson.getClass().getMethod("main", String[].class)).isNotNull();
    }

    private static Stream<Lesson<?>> all() {
        return Lessons.ALL.stream();
    }
}
