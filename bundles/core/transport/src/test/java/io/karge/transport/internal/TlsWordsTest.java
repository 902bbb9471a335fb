package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.transport.WebSocketFailure.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsWordsTest {

    /** {@code agreed}: the server has chosen version and cipher suite. */
    @ParameterizedTest
    @CsvSource({
        "Received fatal alert: handshake_failure, false, CIPHER_SUITE",
        "Received fatal alert: handshake_failure, true, STATION_CERTIFICATE",
        "Received fatal alert: insufficient_security, false, CIPHER_SUITE",
        "Received fatal alert: bad_certificate, true, STATION_CERTIFICATE",
        "Received fatal alert: bad_certificate, false, STATION_CERTIFICATE",
        "Received fatal alert: certificate_required, true, STATION_CERTIFICATE",
        "Received fatal alert: certificate_expired, true, STATION_CERTIFICATE",
        "Received fatal alert: unknown_ca, true, STATION_CERTIFICATE",
        "Received fatal alert: access_denied, true, STATION_CERTIFICATE",
        "Received fatal alert: decrypt_error, true, STATION_CERTIFICATE",
        "Received fatal alert: protocol_version, false, TLS_VERSION",
        "Received fatal alert: internal_error, true, BROKEN_OFF",
        "Received fatal alert: internal_error, false, TLS",
        "Server selected improper ciphersuite TLS_RSA_WITH_AES_128_CBC_SHA, false, CIPHER_SUITE",
        "The certificate chain length (11) exceeds the maximum allowed length (10), true, CERTIFICATE",
        "The size of the handshake message (65307) exceeds the maximum allowed size (32768), false, CERTIFICATE",
        "Unsupported or unrecognized SSL message, false, TLS",
        "Tag mismatch, true, TLS"
    })
    void tellsByTheWordsAndHowFarItGot(String words, boolean agreed, Kind kind) {
        assertThat(TlsWords.kind(words, agreed)).isEqualTo(kind);
    }
}
