package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** L01, N01. */
class TransferLocationTest {
    private static final List<String> PROTOCOLS = List.of("HTTP", "FTP");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h:65535/a..b/...",
                "http://[fd00::1]/x?a=../b",
                "http://h/",
                "HTTP://h",
                "ftp://op:p%24a(ss%40@h:2121/logs/",
                "http://[::1]:80/x",
                " http://h/ "
            })
    void refusesNothingThatCanBeTried(String location) {
        assertThat(TransferLocation.refusal(location, PROTOCOLS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "C:,                    scheme c",
        "/var/logs,             no scheme",
        "firmware.bin,          no scheme",
        "C:\\firmware.bin,       scheme c",
        "file:///firmware.bin,  scheme file",
        "'',                    no scheme",
        "gopher://h/x,          scheme gopher",
        "sftp://u:secret@h/x,   scheme sftp",
        "http://,               names no host",
        "http:/h/x,             names no host",
        "ftp://u:secret@/x,     names no host",
        "ftp://:21/x,           names no host",
        "ftp://secret@:21/x,    names no host",
        "http://h:0/x,          port that is not 1 to 65535",
        "http://h:65536/x,      port that is not 1 to 65535",
        "http://[::1]:65536/x,  port that is not 1 to 65535",
        "http://h:-1/x,         port that is not 1 to 65535",
        "http://h:secret/x,     port that is not 1 to 65535",
        "http://h:/x,           port that is not 1 to 65535",
        "ftp://u:sec/ret@h/x,   written %2F",
        "http://h/logs/../x,    without",
        "http://h/%2E%2e/x,     without",
        "http://h/a%2F..,       without",
        "ftp://h/./x,           without"
    })
    void refusesInWordsWithoutCredentials(String location, String why) {
        String refusal = TransferLocation.refusal(location, PROTOCOLS).orElse("");
        assertThat(refusal).contains(why).doesNotContain("secret");
    }

    @Test
    void namesTheProtocolsThatThereAre() {
        assertThat(TransferLocation.refusal("x", PROTOCOLS))
                .hasValueSatisfying(why -> assertThat(why).contains("[HTTP, FTP]"));
    }

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
        assertThat(TransferLocation.shown(location)).isEqualTo(shown);
        TransferOrder order = TransferOrder.get(location, Path.of("f"), 1, List.of());
        assertThat(order).hasToString("GET " + shown);
    }
}
