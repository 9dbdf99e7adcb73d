package threadlab.demo.lessons.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import threadlab.demo.lessons.frame.LessonPage.Told;

class LessonPageTest {
    private static final String HOSTILE = "<b onclick='x'>100% & more</b>";
    private static final String HARMLESS = "&lt;b onclick=&#39;x&#39;&gt;100% &amp; more&lt;/b&gt;";

    @Test
    void anyWordsAreTextOnThePage() {
        String page = LessonPage.render(HOSTILE, List.of(new Told(new HostileLesson(Part.BASICS),
                new Outcome(Verdict.HOLDS, HOSTILE, new Table(HOSTILE), new Bars(HOSTILE)))));

        assertThat(page).doesNotContain("<b ");
        assertThat(page.split(HARMLESS, -1)).as("machine, contents, heading, claim, expectation, because, next, table, "
                + "bars and their title").hasSizeGreaterThanOrEqualTo(11);
    }

    @Test
    void verdictsAreInTheContentsAndBesideTheLesson() {
        String page = LessonPage.render("a machine",
                List.of(new Told(new HostileLesson(Part.BASICS), new Outcome(Verdict.HOLDS_WITH_A_LIMIT, "because"))));

        assertThat(page).containsOnlyOnce("<a href='#hostile'>").containsOnlyOnce("<section id='hostile'>");
        assertThat(page.split("<span class='badge holds-with-a-limit'>holds with a limit</span>", -1)).hasSize(3);
    }

    @Test
    void eachOfSeveralPartsHasItsTitleInTheContents() {
        Told basic = new Told(new HostileLesson(Part.BASICS), new Outcome(Verdict.HOLDS, "because"));
        Told clinic = new Told(new HostileLesson(Part.CLINIC), new Outcome(Verdict.HOLDS, "because"));

        assertThat(LessonPage.render("a machine", List.of(basic, clinic)))
                .containsSubsequence("<h3>" + Part.BASICS.title(), "<ol>", "<h3>" + Part.CLINIC.title(), "<ol>");
        assertThat(LessonPage.render("a machine", List.of(clinic))).doesNotContain(Part.CLINIC.title());
    }

    private record HostileLesson(Part part) implements Lesson<Void> {
        @Override
        public Heading heading() {
            return new Heading(part, 1, "hostile", HOSTILE);
        }

        @Override
        public String claim() {
            return HOSTILE;
        }

        @Override
        public String expectation() {
            return HOSTILE;
        }

        @Override
        public Void experiment() {
            return null;
        }

        @Override
        public Outcome outcome(Void found) {
            return new Outcome(Verdict.HOLDS, HOSTILE);
        }

        @Override
        public String next() {
            return HOSTILE;
        }
    }
}
