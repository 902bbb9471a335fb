package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.AsynchronousCloseException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** A handshake that fails closes its connection; what is told is why it failed, whoever is heard first. */
class TlsProgressTest {
    private final Throwable why =
            new SSLHandshakeException("Server chose TLSv1.1, but that protocol version is not enabled");

    private static SSLEngine engine() throws Exception {
        return SSLContext.getDefault().createSSLEngine();
    }

    @Test
    void aConnectionThatWasClosedByItsHandshakeFailedForThatReason() throws Exception {
        SSLEngine engine = engine();
        TlsProgress.failed(engine, why);
        TlsProgress.failed(engine, new SSLHandshakeException("closed already"));

        assertThat(TlsProgress.reason(engine, new AsynchronousCloseException())).isSameAs(why);
    }

    @Test
    void whatSaysMoreThanThatTheConnectionIsClosedCounts() throws Exception {
        SSLEngine engine = engine();
        TlsProgress.failed(engine, why);
        Throwable timeout = new TimeoutException();

        assertThat(TlsProgress.reason(engine, timeout)).isSameAs(timeout);
    }

    @Test
    void aConnectionWhoseHandshakeHasNotFailedWasClosed() throws Exception {
        TlsProgress.failed(engine(), why);
        Throwable closed = new AsynchronousCloseException();

        assertThat(TlsProgress.reason(engine(), closed)).isSameAs(closed);
    }
}
