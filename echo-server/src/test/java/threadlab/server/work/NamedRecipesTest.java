package threadlab.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedRecipesTest {

    @ParameterizedTest
    @ValueSource(strings = {"api", "cpu", "gateway"})
    void aNameIsTheRecipeOfTheManual(String name) throws IOException {
        Work work = Work.of(name, 64, 1, new Computing(1));
        assertThat(work.recipe()).isNotEqualTo(name).isEqualTo(Work.recipe(name));
        assertThat(Files.readString(Path.of("..", "docs", "workloads.md")))
                .contains("`" + name + "`").contains("`" + work.recipe() + "`");
    }

    @Test
    void anyOtherTextIsARecipe() {
        assertThat(Work.recipe("cpu 1us")).isEqualTo("cpu 1us");
    }
}
