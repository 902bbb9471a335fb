package io.karge.testsystem;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a station shows when it asks for a connection.
 *
 * @param path of the URL, as it came
 * @param authorization the header of this name
 * @param tls how the station came, empty without TLS
 */
public record CsmsHandshake(String stationId, String path, Optional<String> authorization, Optional<Tls> tls) {

    /**
     * What was agreed on.
     *
     * @param protocol as JSSE names it
     * @param cipherSuite as JSSE names it
     * @param certificates of the station, its own first; none when it showed none
     */
    public record Tls(String protocol, String cipherSuite, List<X509Certificate> certificates) {
        public Tls {
            certificates = List.copyOf(certificates);
        }
    }

    /** Without what the station authenticates itself with. */
    @Override
    public String toString() {
        return "CsmsHandshake[" + path + ", " + tls.map(Tls::protocol).orElse("without TLS") + "]";
    }
}
