package io.karge.runtime.internal;

import io.karge.runtime.StationConfig;
import io.karge.security.AuditText;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What of a station's configuration is secret, as it may stand elsewhere. Stateless. */
final class ConfiguredSecrets {
    private ConfiguredSecrets() {}

    /** The password of the station, those with which its driver logs in, and whatever views of the configuration leave out. */
    static List<String> of(StationConfig config) {
        return Stream.of(
                        config.password().stream(),
                        in(config.driverUri()),
                        in(config.csmsUrl()),
                        config.driverProperties().entrySet().stream()
                                .filter(property -> {
                                    String line = property.getKey() + "=" + property.getValue();
                                    return !AuditText.line(line).equals(line);
                                })
                                .map(Map.Entry::getValue))
                .flatMap(secrets -> secrets)
                .toList();
    }

    /** In an address a secret may be written with escapes; who logs in with it writes it without. */
    private static Stream<String> in(URI address) {
        return Stream.concat(ofUser(address), ofParameters(address)).flatMap(raw -> Stream.of(raw, unescaped(raw)));
    }

    private static Stream<String> ofUser(URI address) {
        String authority = String.valueOf(address.getRawAuthority());
        int colon = authority.indexOf(':');
        int end = authority.lastIndexOf('@');
        return colon >= 0 && colon < end ? Stream.of(authority.substring(colon + 1, end)) : Stream.empty();
    }

    private static Stream<String> ofParameters(URI address) {
        return Stream.of(address.toString().split("[?&#;]"))
                .skip(1)
                .filter(parameter -> !AuditText.address("?" + parameter).equals("?" + parameter))
                .map(parameter -> parameter.substring(parameter.indexOf('=') + 1));
    }

    private static String unescaped(String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // a percent sign that is none of an escape
            return raw;
        }
    }
}
