package io.karge.http;

import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Optional;

/**
 * Where the HTTP server is to speak TLS, as etc/org.apache.felix.http.cfg says it.
 *
 * @param certificates PEM: the server's, and those between it and its root
 * @param key PEM, PKCS #8, not encrypted
 */
record TlsEndpoint(String host, int port, Path certificates, Path key) {
    static final String HOST = "io.karge.https.host";
    static final String PORT = "io.karge.https.port";
    static final String CERTIFICATES = "io.karge.https.certificates";
    static final String KEY = "io.karge.https.key";
    /** The server's own way to TLS, with a password in the file. */
    static final String OF_SERVER = "org.apache.felix.https.enable";

    private static final String EVERYWHERE = "0.0.0.0";

    /**
     * Empty when nobody wants it.
     *
     * @param base what relative paths are relative to
     * @throws IllegalArgumentException when something is missing or wrong; the message says which
     */
    static Optional<TlsEndpoint> of(Dictionary<String, Object> properties, Path base) {
        if (text(properties, OF_SERVER).filter(Boolean::parseBoolean).isPresent()) {
            throw new IllegalArgumentException(
                    OF_SERVER + " is not used here; set " + PORT + ", " + CERTIFICATES + " and " + KEY + " instead");
        }
        Optional<Integer> port =
                text(properties, PORT).map(text -> Endpoint.port(PORT, text)).filter(number -> number > 0);
        return port.map(number -> new TlsEndpoint(
                text(properties, HOST).orElse(EVERYWHERE),
                number,
                base.resolve(needed(properties, CERTIFICATES)),
                base.resolve(needed(properties, KEY))));
    }

    private static String needed(Dictionary<String, Object> properties, String key) {
        return text(properties, key)
                .orElseThrow(() -> new IllegalArgumentException(key + " is missing, which " + PORT + " needs"));
    }

    private static Optional<String> text(Dictionary<String, Object> properties, String key) {
        return Optional.ofNullable(properties.get(key))
                .map(value -> value.toString().strip())
                .filter(text -> !text.isEmpty());
    }
}
