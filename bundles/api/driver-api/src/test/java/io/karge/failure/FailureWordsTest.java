package io.karge.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.KeyException;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureWordsTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new UnknownHostException("csms.example"), "no host is known by the name csms.example"),
                arguments(
                        new UnknownHostException("csms.example: Name or service not known"),
                        "no host is known by the name csms.example"),
                arguments(
                        new ConnectException("Connection refused"),
                        "nobody takes connections there (Connection refused)"),
                arguments(new NoRouteToHostException("No route to host"), "there is no way to this host"),
                arguments(new SocketTimeoutException("Read timed out"), "it took too long (Read timed out)"),
                arguments(new EOFException(), "it ended too early"),
                arguments(new ClosedByInterruptException(), "it was closed meanwhile"),
                arguments(new MalformedInputException(1), "it is no text in UTF-8"),
                arguments(new NoSuchFileException("/a/b"), "there is no /a/b"),
                arguments(new AccessDeniedException("/a/b"), "the user of the gateway may not use /a/b"),
                arguments(
                        new FileSystemException("/a/b", null, "No space left on device"),
                        "/a/b: No space left on device"),
                arguments(new IOException("Is a directory"), "Is a directory"),
                arguments(new KeyException("no such curve"), "no such curve"),
                arguments(new IllegalStateException("the queue is full"), "the queue is full"),
                arguments(
                        new IllegalArgumentException("port 'x' is no number", new NumberFormatException("x")),
                        "port 'x' is no number"),
                arguments(new NoSuchElementException("there is no station CS-9"), "there is no station CS-9"),
                arguments(new NullPointerException("\"x\" is null"), "\"x\" is null (NullPointerException)"),
                arguments(new ArithmeticException(), "a defect or an unknown reason (ArithmeticException)"),
                arguments(
                        new CompletionException(new UncheckedIOException(new NoSuchFileException("/a"))),
                        "there is no /a"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsWhatAnExceptionSays(Throwable failure, String words) {
        assertThat(FailureWords.of(failure)).isEqualTo(words);
    }

    @Test
    void tellsWhatIsBehindWhatALibraryPutsAroundIt() {
        Throwable failure = new IOException("the exchange failed", new ConnectException("Connection refused"));
        assertThat(FailureWords.of(failure)).isEqualTo("the exchange failed");
        assertThat(FailureWords.ofInnermost(failure)).startsWith("nobody takes connections there");
    }

    @Test
    void tellsWhoseAFileShouldBe() {
        String user = System.getProperty("user.name");
        assertThat(FailureWords.ofOwnFile(new AccessDeniedException("/a/b")))
                .isEqualTo("the gateway runs as the user " + user + ", who may not use /a/b: chown " + user + ": /a/b");
        assertThat(FailureWords.ofOwnFile(new FileSystemException("/a/b", null, "Operation not permitted")))
                .contains("chown");
        assertThat(FailureWords.ofOwnFile(new NoSuchFileException("/a/b"))).isEqualTo("there is no /a/b");
    }
}
