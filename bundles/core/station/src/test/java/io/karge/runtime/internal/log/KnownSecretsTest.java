package io.karge.runtime.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownSecretsTest {
    private final SortedMap<String, byte[]> stored = new TreeMap<>();
    private final KnownSecrets known = new KnownSecrets(stored, token -> "<token>");

    @BeforeEach
    void know() {
        stored.put("a", "{\"list\":[{\"idToken\":{\"idToken\":\"04A2B3C4\"}}]}".getBytes(StandardCharsets.UTF_8));
        stored.put("b", "no JSON 04AAAAAA".getBytes(StandardCharsets.UTF_8));
        known.password("-geheim.geheim-");
        known.token("DE-8AA-123456");
        known.token("12");
        known.token("online");
    }

    private String masked(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        known.writeMasked(to -> to.write(text.getBytes(StandardCharsets.UTF_8)), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "04a2b3c4,<token>",
        "token=04A2B3C4;,token=<token>;",
        "VID:04A2B3C4,VID:<token>",
        "x04A2B3C4,x04A2B3C4",
        "04A2B3C45,04A2B3C45",
        "of DE-8AA-123456-X,of <token>-X",
        "DE-8AA-1234567,DE-8AA-1234567",
        "it is -geheim.geheim-,it is -***-",
        "12 are online,12 are online",
        "04AAAAAA ü,04AAAAAA ü"
    })
    void masksWholeWordsInAnyCase(String text, String masked) throws IOException {
        assertThat(masked(text)).isEqualTo(masked);
    }

    @Test
    void leavesLinesAsTheyAre() throws IOException {
        assertThat(masked("a\n\r\n04A2B3C4\n\nb")).isEqualTo("a\n\r\n<token>\n\nb");
    }
}
