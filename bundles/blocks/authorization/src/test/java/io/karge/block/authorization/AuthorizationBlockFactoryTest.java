package io.karge.block.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What could not be read while the master key was away comes back. */
class AuthorizationBlockFactoryTest {
    private static final byte[] THEN = "then".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NOW = "now".getBytes(StandardCharsets.UTF_8);

    private final AuthorizationBlockFactory factory = new AuthorizationBlockFactory();

    @Test
    void goesOnWithTheCacheOfThenWhereThereIsNoneOfNow() {
        assertThat(factory.rejoined(Map.of("cache/1", THEN), Map.of(), Map.of()))
                .containsExactly(Map.entry("cache/1", THEN));
    }

    @Test
    void keepsTheCacheOfNowAndTheCopiesOfBoth() {
        Map<String, byte[]> all = factory.rejoined(
                Map.of("cache/1", THEN, "discarded/0", THEN), Map.of("cache/2", NOW, "discarded/0", NOW), Map.of());

        assertThat(all).containsOnlyKeys("cache/2", "discarded/0", "discarded/1");
        assertThat(all.values()).containsExactly(NOW, NOW, THEN);
    }
}
