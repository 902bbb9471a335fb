package io.karge.station;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

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

    /** The location as people may see it: {@link TransferLocation#shown}. */
    public String shown() {
        return TransferLocation.shown(location);
    }

    @Override
    public String toString() {
        return direction + " " + shown();
    }
}
