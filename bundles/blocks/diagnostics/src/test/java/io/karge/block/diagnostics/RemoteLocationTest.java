package io.karge.block.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** N01. */
class RemoteLocationTest {
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
}
