package io.karge.transport;

import io.karge.security.AuditText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom a station connects.
 *
 * @param uri the connection URL, ending in the station id (Part 4, 3.1.1)
 * @param stationId the user of HTTP Basic authentication (A00.FR.204)
 * @param password the password of HTTP Basic authentication as UTF-8 (A00.FR.205), null for none (profile 3); not copied
 * @param tls how TLS is spoken when the scheme is wss, null for the defaults of the JVM
 * @param handshakeTimeout how long connecting may take altogether
 * @param maxMessageBytes the longest message that is taken; a longer one ends the connection
 */
@SuppressWarnings("ArrayRecordComponent") // a password; endpoints are never compared
public record WebSocketEndpoint(
        URI uri,
        String stationId,
        byte @Nullable [] password,
        @Nullable TlsSettings tls,
        Duration handshakeTimeout,
        int maxMessageBytes) {

    /** The subprotocol of OCPP 2.0.1 (Part 4, 3.1.2). */
    public static final String SUBPROTOCOL = "ocpp2.0.1";

    /** How long a handshake may take unless told otherwise. */
    public static final Duration DEFAULT_HANDSHAKE_TIMEOUT = Duration.ofSeconds(20);

    /** The longest message unless told otherwise: what the products announce (ORS-4 to ORS-6). */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 32_000_000;

    /** An identifierString without the colon, which Basic authentication cannot carry (Part 4, 3.1.1). */
    private static final Pattern STATION_ID = Pattern.compile("[A-Za-z0-9*_=+|@.\\-]{1,48}");

    private static final String UNESCAPED_IN_PATH =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=@";

    /**
     * The endpoint of a station with the default limits.
     *
     * @param csmsUrl a ws or wss URL, to which the station id is appended as the last segment of the path
     * @throws IllegalArgumentException when the URL or the station id cannot be used; the message says why
     */
    public static WebSocketEndpoint of(
            String csmsUrl, String stationId, byte @Nullable [] password, @Nullable TlsSettings tls) {
        return new WebSocketEndpoint(
                connectionUrl(csmsUrl, stationId),
                stationId,
                password,
                tls,
                DEFAULT_HANDSHAKE_TIMEOUT,
                DEFAULT_MAX_MESSAGE_BYTES);
    }

    /** The same with another patience. */
    public WebSocketEndpoint withHandshakeTimeout(Duration timeout) {
        return new WebSocketEndpoint(uri, stationId, password, tls, timeout, maxMessageBytes);
    }

    /**
     * The connection URL of a station (Part 4, 3.1.1).
     *
     * @throws IllegalArgumentException when the URL or the station id cannot be used; the message says why
     */
    public static URI connectionUrl(String csmsUrl, String stationId) {
        URI base = parse(csmsUrl);
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("ws") && !scheme.equals("wss")) {
            throw new IllegalArgumentException(
                    "The URL of a CSMS begins with ws:// or wss://, not " + AuditText.address(csmsUrl));
        }
        if (base.getHost() == null || base.getRawUserInfo() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The URL of a CSMS has a host and neither user nor fragment: " + AuditText.address(csmsUrl));
        }
        if (base.getPort() == 0 || base.getPort() > 65535) {
            throw new IllegalArgumentException("The port of a CSMS is 1 to 65535: " + AuditText.address(csmsUrl));
        }
        String path = base.getRawPath() == null ? "" : base.getRawPath().replaceAll("/+$", "");
        String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
        return URI.create(scheme + "://" + base.getRawAuthority() + path + "/" + encode(requireId(stationId)) + query);
    }

    private static URI parse(String csmsUrl) {
        try {
            return new URI(csmsUrl.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "The URL of a CSMS is not well-formed (" + e.getReason() + "): " + AuditText.address(csmsUrl), e);
        }
    }

    private static String requireId(String stationId) {
        boolean relative = stationId.equals(".") || stationId.equals("..");
        if (relative || !STATION_ID.matcher(stationId).matches()) {
            throw new IllegalArgumentException(
                    "A station id has 1 to 48 letters, digits and * - _ = + | @ . but this is " + stationId);
        }
        return stationId;
    }

    private static String encode(String segment) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            if (UNESCAPED_IN_PATH.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", b));
            }
        }
        return encoded.toString();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "WebSocketEndpoint[" + uri + "]";
    }
}
