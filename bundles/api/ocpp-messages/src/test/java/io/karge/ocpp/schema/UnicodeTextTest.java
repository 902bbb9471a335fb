package io.karge.ocpp.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnicodeTextTest {

    @Test
    void putsWhatSomebodyElseWroteOnOneLine() {
        assertThat(UnicodeText.line("a\r\nb\tc\u0000\u202ed\ud800 ", 100)).isEqualTo("a b c d");
    }

    @Test
    void cutsTheLineAndSaysSo() {
        assertThat(UnicodeText.line("abcdef", 6)).isEqualTo("abcdef");
        assertThat(UnicodeText.line("abcdefg", 6)).isEqualTo("abcdef...");
        assertThat(UnicodeText.line("abcde\ud83d\udd11", 6)).isEqualTo("abcde...");
    }
}
