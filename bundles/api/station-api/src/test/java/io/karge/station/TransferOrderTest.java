package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferOrderTest {

    /** No part of a login is shown, whatever characters are in it. */
    @ParameterizedTest
    @CsvSource({
        "ftp://op:p%24a(ss%40@h:21/logs/, ftp://h:21/logs/",
        "ftp://op:a@b@h/x, ftp://h/x",
        "https://h/x?token=secret, https://h/x",
        "http://[fd00::1]:81/x, http://[fd00::1]:81/x",
        "ftp://op:sec/ret@h/x, ftp://...",
        "ftp://op:1/ret@h/x, ftp://...",
        "ftp://op:sec?ret@h/x, ftp://...",
        "ftp://op:sec#ret@h/x, ftp://...",
        "op:secret@h/x, ...",
        "C:, C:",
        "http://, http://",
    })
    void showsNoCredentials(String location, String shown) {
        assertThat(TransferOrder.get(location, Path.of("f"), 1, List.of()).shown())
                .isEqualTo(shown);
    }
}
