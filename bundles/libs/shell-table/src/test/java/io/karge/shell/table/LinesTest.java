package io.karge.shell.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void breaksBetweenWords() {
        assertThat(Lines.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(Lines.wrap("one", 7)).containsExactly("one");
        assertThat(Lines.wrap("", 7)).containsExactly("");
        assertThat(Lines.wrap("a\nb  ", 7)).containsExactly("a", "b");
    }

    @Test
    void breaksAWordThatIsLongerThanALine() {
        assertThat(Lines.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(Lines.wrap("x abcdefghij", 4)).containsExactly("x", "abcd", "efgh", "ij");
        assertThat(String.join("", Lines.wrap("{\"a\":\"b c\"}".repeat(9), 20)).replace(" ", ""))
                .as("nothing is lost")
                .isEqualTo("{\"a\":\"bc\"}".repeat(9));
    }
}
