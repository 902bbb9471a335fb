package io.karge.block.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** N01. */
class RemoteLocationTest {
    private static final List<String> PROTOCOLS = List.of("HTTP", "FTP");

    @ParameterizedTest
    @CsvSource({
        "http://h/logs/,            http://h/logs/f.zip",
        "http://h/logs/?key=a/b,    http://h/logs/f.zip?key=a/b",
        "http://h/logs/#x/,         http://h/logs/f.zip#x/",
        "http://h/logs/mine.zip,    http://h/logs/mine.zip",
        "http://h/up?name=x/,       http://h/up?name=x/",
        "ftp://u:p%2F@h:21/,        ftp://u:p%2F@h:21/f.zip",
        "ftp://h,                   ftp://h/f.zip",
        "http://h?key=1,            http://h/f.zip?key=1"
    })
    void appendsTheNameOfTheFileBehindASlash(String location, String file) { // N01.FR.21
        assertThat(RemoteLocation.of(location, "f.zip")).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h/", "HTTP://h", "ftp://op:p%24a(ss%40@h:2121/logs/", "http://[::1]:80/x"})
    void refusesNothingThatCanBeTried(String location) {
        assertThat(RemoteLocation.refusal(location, PROTOCOLS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "C:,                    scheme c",
        "/var/logs,             no scheme",
        "'',                    no scheme",
        "gopher://h/x,          scheme gopher",
        "sftp://u:secret@h/x,   scheme sftp",
        "http://,               names no host",
        "http:/h/x,             names no host",
        "ftp://u:secret@/x,     names no host",
        "ftp://:21/x,           names no host"
    })
    void refusesInWordsWithoutCredentials(String location, String why) {
        String refusal = RemoteLocation.refusal(location, PROTOCOLS).orElse("");
        assertThat(refusal).contains(why).doesNotContain("secret");
    }

    @Test
    void namesTheProtocolsThatThereAre() {
        assertThat(RemoteLocation.refusal("x", PROTOCOLS))
                .hasValueSatisfying(why -> assertThat(why).contains("[HTTP, FTP]"));
    }
}
