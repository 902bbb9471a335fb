package io.karge.station;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the CSMS wants a file to come from or to go (L01, N01): a URL as it was given, with what may be a password in it.
 * Stateless.
 */
public final class TransferLocation {
    private static final VariableKey PROTOCOLS = VariableKey.of("OCPPCommCtrlr", "FileTransferProtocols");

    /** What follows the slashes of a URL: no @ but the one behind the user may be in it before the query. */
    private static final Pattern AFTER_SCHEME = Pattern.compile(
            "([^/?#]*@)?(?<server>([^/?#@:\\[\\]]*|\\[[0-9A-Fa-f:.]+])(:\\d+)?)(?<path>(/[^?#@]*)?)([?#][^@]*)?");

    /** Behind the host, which may be an IPv6 address in brackets. */
    private static final Pattern PORT = Pattern.compile(":([^\\]:]*)$");

    private TransferLocation() {}

    /**
     * Why a station cannot move anything there whatever it tries, so that the request is refused at once; empty when it can
     * be tried. Says nothing of what the location holds beyond its scheme: there may be a password in it.
     *
     * @param variables of the station, for OCPPCommCtrlr.FileTransferProtocols
     */
    public static Optional<String> refusal(String location, DeviceModel variables) {
        return refusal(location, variables.list(PROTOCOLS));
    }

    static Optional<String> refusal(String location, List<String> protocols) {
        String url = location.strip();
        int colon = url.indexOf(':');
        String scheme = colon < 1 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.matches("[a-z][a-z0-9+.-]*")) {
            return Optional.of("the location is no URL: it has no scheme. Use one of " + protocols);
        } else if (protocols.stream().noneMatch(scheme::equalsIgnoreCase)) {
            return Optional.of("the location has the scheme " + scheme + ", the station can use " + protocols);
        }
        return host(url).isEmpty()
                ? Optional.of("the location names no host behind " + scheme + "://")
                : port(url).or(() -> path(url));
    }

    /** What is wrong with the port, if there is one. */
    private static Optional<String> port(String url) {
        Matcher port = PORT.matcher(server(url));
        boolean good = !port.find() || (port.group(1).matches("\\d{1,5}") && isPort(Integer.parseInt(port.group(1))));
        return good
                ? Optional.empty()
                : Optional.of(
                        "the location has a port that is not 1 to 65535; a slash in a user or password is written %2F");
    }

    private static boolean isPort(int number) {
        return number > 0 && number <= 65_535;
    }

    /** A path must not lead out of the folder that it seems to be in. */
    private static Optional<String> path(String url) {
        String behind = url.substring(url.indexOf("://") + 3).replaceFirst("(?s)[?#].*$", "");
        String path = behind.replaceAll("(?i)%2e", ".").replaceAll("(?i)%2f|%5c|\\\\", "/");
        return Stream.of(path.split("/", -1)).skip(1).anyMatch(part -> part.equals("..") || part.equals("."))
                ? Optional.of("the path of the location has '..' or '.' in it: write it without")
                : Optional.empty();
    }

    /** The authority without user and port; empty when there is none. Characters that belong escaped are let pass here. */
    private static String host(String url) {
        return PORT.matcher(server(url)).replaceFirst("");
    }

    /** The authority without user. */
    private static String server(String url) {
        int from = url.indexOf("://");
        if (from < 0) {
            return "";
        }
        String authority = url.substring(from + 3).replaceFirst("(?s)[/?#].*$", "");
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /**
     * The location as people may see it: without user, password and query. Where it cannot be said for certain what is
     * what, such as with a slash in a password, only the scheme.
     */
    public static String shown(String location) {
        int authority = location.indexOf("://");
        if (authority < 0) {
            return location.indexOf('@') < 0 ? location.replaceFirst("(?s)[?#].*$", "") : "...";
        }
        Matcher parts = AFTER_SCHEME.matcher(location.substring(authority + 3));
        String scheme = location.substring(0, authority + 3);
        return parts.matches() ? scheme + parts.group("server") + parts.group("path") : scheme + "...";
    }
}
