package threadlab.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnumNamesTest {
    private final Locale before = Locale.getDefault();

    private enum Model {
        VIRTUAL, PER_CORE_LOOP
    }

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @EnumSource
    void aNameReadsBackAsItsConstant(Model model) {
        assertThat(EnumNames.parse(Model.class, EnumNames.of(model))).isEqualTo(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"per-core-loop", "PER-CORE-LOOP", "Per-Core-Loop"})
    void theCaseDoesNotMatter(String text) {
        assertThat(EnumNames.parse(Model.class, text)).isEqualTo(Model.PER_CORE_LOOP);
    }

    @Test
    void neitherDoesTheLocale() {
        Locale.setDefault(Locale.forLanguageTag("tr")); // whose small I has no dot
        assertThat(EnumNames.of(Model.VIRTUAL)).isEqualTo("virtual");
        assertThat(EnumNames.parse(Model.class, "VIRTUAL")).isEqualTo(Model.VIRTUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "green", "virtual "})
    void anythingElseIsRefusedWithAllNames(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EnumNames.parse(Model.class, text))
                .withMessage("'" + text + "' is not one of virtual, per-core-loop");
    }
}
