package io.karge.station;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One attempt to move one file.
 *
 * @param location the URL as the CSMS gave it, credentials included; never logged or shown as it is, see {@link #shown}
 * @param file of a download: where it goes, what is there already is continued where the server allows and replaced where it
 *     does not; of an upload: what is sent
 * @param maxOctets a download that is or becomes longer ends as {@link TransferOutcome.Cause#TOO_LARGE}
 * @param roots whom TLS trusts beside the certificates of the JDK (N01.FR.15, N01.FR.16)
 */
public record TransferOrder(
        Direction direction, String location, Path file, long maxOctets, List<X509Certificate> roots) {

    /** What follows the slashes of a URL: no @ but the one behind the user may be in it before the query. */
    private static final Pattern AFTER_SCHEME = Pattern.compile(
            "([^/?#]*@)?(?<server>([^/?#@:\\[\\]]*|\\[[0-9A-Fa-f:.]+])(:\\d+)?)(?<path>(/[^?#@]*)?)([?#][^@]*)?");

    /** Whether a file comes or goes. */
    public enum Direction {
        GET,
        PUT
    }

    public TransferOrder {
        roots = List.copyOf(roots);
    }

    /** A download. */
    public static TransferOrder get(String location, Path file, long maxOctets, List<X509Certificate> roots) {
        return new TransferOrder(Direction.GET, location, file, maxOctets, roots);
    }

    /**
     * An upload.
     *
     * @param location of the file itself: the file's name is appended by the caller (N01.FR.21)
     */
    public static TransferOrder put(String location, Path file, List<X509Certificate> roots) {
        return new TransferOrder(Direction.PUT, location, file, Long.MAX_VALUE, roots);
    }

    /**
     * The location as people may see it: without user, password and query. Where it cannot be said for certain what is
     * what, such as with a slash in a password, only the scheme.
     */
    public String shown() {
        int authority = location.indexOf("://");
        if (authority < 0) {
            return location.indexOf('@') < 0 ? location.replaceFirst("(?s)[?#].*$", "") : "...";
        }
        Matcher parts = AFTER_SCHEME.matcher(location.substring(authority + 3));
        String scheme = location.substring(0, authority + 3);
        return parts.matches() ? scheme + parts.group("server") + parts.group("path") : scheme + "...";
    }

    @Override
    public String toString() {
        return direction + " " + shown();
    }
}
