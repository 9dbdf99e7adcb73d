package threadlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNameTest {

    @ParameterizedTest
    @EnumSource
    void aNameIsReadAsItIsPrinted(ThreadModel model) {
        var name = new ModelName(model, ModelName.USUAL_POOL);
        assertThat(ModelName.named(name.toString())).contains(name);
        assertThat(ModelName.named(model.toString())).contains(name);
        assertThat(ModelName.named(model.toString().toUpperCase(Locale.ROOT))).contains(name);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200, 10_000})
    void aPoolHasItsSize(int threads) {
        assertThat(ModelName.named("pool:" + threads)).contains(new ModelName(ThreadModel.POOL, threads));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "pool:", "pool:0", "pool:-1", "pool:x", "pool:100000", "pool:1 ", "virtual:3", "green"})
    void anythingElseIsNoName(String text) {
        assertThat(ModelName.named(text)).isEmpty();
    }
}
