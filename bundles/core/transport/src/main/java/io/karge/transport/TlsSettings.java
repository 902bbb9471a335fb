package io.karge.transport;

import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * How TLS is spoken with a CSMS (security profiles 2 and 3).
 *
 * @param context holds the trusted roots and, for profile 3, the station's key; its trust manager decides on the server's
 *     name too, because no name is checked beside it
 * @param protocols the TLS versions that are allowed, as JSSE names them
 * @param cipherSuites the cipher suites that are allowed, as JSSE names them
 */
public record TlsSettings(SSLContext context, List<String> protocols, List<String> cipherSuites) {

    public TlsSettings {
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
    }
}
