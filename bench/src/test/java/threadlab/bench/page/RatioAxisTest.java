package threadlab.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import threadlab.bench.page.RatioAxis.Mark;

class RatioAxisTest {
    private static double number(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return Double.parseDouble(matcher.group(1));
    }

    private static double x(RatioAxis axis, double ratio) {
        return number("cx=\"([\\d.]+)\"", axis.row(new Mark(ratio, ratio, ratio), "better", 0).toString());
    }

    @Test
    void halfAndTwiceAreEquallyFarFromOne() {
        RatioAxis axis = RatioAxis.of(List.of(new Mark(0.5, 0.4, 0.6), new Mark(2, 1.8, 2.2)));
        assertThat(x(axis, 1) - x(axis, 0.5)).isCloseTo(x(axis, 2) - x(axis, 1), offset(
                0.2));
    }

    @Test
    void aWideIntervalDoesNotSqueezeTheOthers() {
        RatioAxis axis = RatioAxis.of(List.of(new Mark(0.9, 0.8, 1), new Mark(0.5, 0.001, 300)));
        assertThat(axis.low()).isGreaterThan(0.2);
        assertThat(axis.high()).isLessThan(3);
    }

    @Test
    void theRegionInWhichADifferenceDoesNotMatterIsShaded() {
        RatioAxis axis = RatioAxis.of(List.of(new Mark(0.5, 0.4, 0.6), new Mark(2, 1.8, 2.2)));
        String row = axis.row(0.05).toString();
        double left = number("<rect[^>]* x=\"([\\d.]+)\"", row);
        assertThat(left).isLessThan(x(axis, 1));
        assertThat(left + number("<rect[^>]* width=\"([\\d.]+)\"", row)).isGreaterThan(x(axis, 1));
        assertThat(axis.row(0).toString()).doesNotContain("rect");
    }

    @Test
    void withoutAMarkThereIsAnAxis() {
        assertThat(RatioAxis.of(List.of()).labels("less", "better", "more", "worse", "what").toString())
                .contains("less", "more", ">1<");
    }
}
