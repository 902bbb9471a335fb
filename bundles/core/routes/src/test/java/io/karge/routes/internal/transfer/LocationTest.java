package io.karge.routes.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.karge.station.TransferOutcome.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

    @Test
    void readsAPasswordAsTheFieldWritesIt() throws TransferFailure {
        Location location = Location.parse("ftp://op:p%24a(ss%40@host:2121/logs/a%20b.zip");

        assertThat(location).isEqualTo(new Location("ftp", "op", "p$a(ss@", "host", 2121, "/logs/a%20b.zip", ""));
        assertThat(location.file()).isEqualTo("/logs/a b.zip");
        assertThat(location.name()).contains("a b.zip");
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/x, 80, h",
        "https://h, 443, h",
        "ftp://h/x, 21, h",
        "ftps://h/x, 21, h",
        "sftp://u@h/x, 22, h",
        "HTTP://H:8080/x, 8080, h",
        "http://[fd00::1]:81/x, 81, fd00::1",
        "http://bücher.example/x, 80, xn--bcher-kva.example",
        "ftp://op:a@b@h/x, 21, h",
    })
    void knowsHostAndPort(String url, int port, String host) throws TransferFailure {
        Location location = Location.parse(url);

        assertThat(location.port()).isEqualTo(port);
        assertThat(location.host()).isEqualToIgnoringCase(host);
    }

    /** A location that no protocol fits must not end in silence (N01.FR.10). */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "C:",
                "C:\\logs",
                "/var/log",
                "host/path",
                "http://",
                "http:///x",
                "ftp:host",
                "ftp://op:pw@/x",
                "http://h:0/x",
                "http://h:99999/x",
                "http://h:http/x",
                "http://a b/x",
                "http://h/../etc/passwd",
                "http://h/a/%2e%2e/b",
                "sftp://u@h/a%2F..%2Fb",
                "ftp://h/a%5C..%5Cb",
                "ftp://h/a%0D%0ADELE%20b",
                "ftp://op:x%0D%0Ay@h/a",
                "ftp://h/%zz",
                "ftp://h/%f",
                "ftp://h/%ff",
            })
    void refusesWhatIsNoPlace(String url) {
        assertThat(failure(url).reason()).isEqualTo(Cause.BAD_LOCATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gopher://h/x", "file:///etc/passwd", "tftp://h/x", "jar:http://h/x", "scp://h/x"})
    void refusesOtherSchemes(String url) {
        assertThat(failure(url).reason()).isEqualTo(Cause.UNSUPPORTED_SCHEME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://op:sec/ret@h/x", "ftp://op:sec%ret@h/x", "ftp://op:sec%00ret@h/x", "op:secret@h/x"})
    void quotesNoPasswordWhenItRefuses(String url) {
        assertThat(failure(url)).hasMessageNotContainingAny("sec", "ret");
    }

    @Test
    void tellsNoPasswordAsText() throws TransferFailure {
        assertThat(Location.parse("https://op:secret@h:8443/x?token=secret")).hasToString("https://h:8443/x");
    }

    @Test
    void encodesWhatARequestLineCannotHave() throws TransferFailure {
        assertThat(Location.parse("http://h/a b/ü%20?q=\"1\"").request()).isEqualTo("/a%20b/%C3%BC%20?q=%221%22");
    }

    @ParameterizedTest
    @CsvSource({
        "/b, http://h:81/b",
        "c?d, http://h:81/a/c",
        "//other/c, http://other/c",
        "https://other:82/c, https://other:82/c",
    })
    void followsARedirection(String target, String place) throws TransferFailure {
        assertThat(Location.parse("http://op:pw@h:81/a/b?c").redirected(target)).hasToString(place);
    }

    @Test
    void takesCredentialsAlongToTheSameServerOnly() throws TransferFailure {
        Location location = Location.parse("https://op:pw@h/a");

        assertThat(location.redirected("/b").password()).isEqualTo("pw");
        assertThat(location.redirected("https://h/b").password()).isEqualTo("pw");
        assertThat(location.redirected("https://h:444/b").password()).isEmpty();
        assertThat(location.redirected("https://other/b").password()).isEmpty();
    }

    private static TransferFailure failure(String url) {
        TransferFailure failure = catchThrowableOfType(TransferFailure.class, () -> Location.parse(url));
        assertThat(failure).as(url).isNotNull();
        return failure;
    }
}
