package io.karge.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameWordsTest {
    @Test
    void namesTenOfMany() {
        List<String> many =
                IntStream.rangeClosed(1, 50).mapToObj(number -> "CS-" + number).toList();

        assertThat(NameWords.of(many)).startsWith("CS-1, CS-2, ").endsWith("CS-9, CS-10 and 40 more");
        assertThat(NameWords.of(many.subList(0, 10))).endsWith("CS-9, CS-10");
        assertThat(NameWords.of(List.of("CS-1"))).isEqualTo("CS-1");
        assertThat(NameWords.of(List.of())).isEqualTo("none");
    }
}
