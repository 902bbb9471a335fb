package io.karge.block.diagnostics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the CSMS wants a log to go (N01). */
final class RemoteLocation {
    private RemoteLocation() {}

    /**
     * Why nothing can be moved there; empty when it can be tried. Says nothing of what the location holds beyond its
     * scheme: there may be a password in it.
     *
     * @param protocols those of the station, as in OCPPCommCtrlr.FileTransferProtocols
     */
    static Optional<String> refusal(String location, List<String> protocols) {
        int colon = location.indexOf(':');
        String scheme = colon < 1 ? "" : location.substring(0, colon);
        if (!scheme.matches("[A-Za-z][A-Za-z0-9+.-]*")) {
            return Optional.of("remoteLocation is no URL: it has no scheme. Use one of " + protocols);
        } else if (protocols.stream().noneMatch(scheme::equalsIgnoreCase)) {
            return Optional.of("remoteLocation has the scheme " + scheme.toLowerCase(Locale.ROOT)
                    + ", the station can use " + protocols);
        }
        return host(location).isEmpty()
                ? Optional.of("remoteLocation names no host behind " + scheme.toLowerCase(Locale.ROOT) + "://")
                : Optional.empty();
    }

    /** The authority without user and port; empty when there is none. Characters that belong escaped are let pass here. */
    private static String host(String location) {
        int from = location.indexOf("://");
        if (from < 0) {
            return "";
        }
        String authority = location.substring(from + 3).replaceFirst("[/?#].*$", "");
        return authority.substring(authority.lastIndexOf('@') + 1).replaceFirst(":\\d*$", "");
    }

    /**
     * The location of the file itself: behind a path that ends with a slash, or is none, comes the name of the file
     * (N01.FR.21); query and fragment stay where they are.
     */
    static String of(String location, String fileName) {
        int end = location.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = location.indexOf(mark, location.indexOf("://") + 3);
            end = at < 0 ? end : Math.min(end, at);
        }
        String path = location.substring(0, end);
        String rest = location.substring(end);
        if (path.indexOf('/', path.indexOf("://") + 3) < 0) {
            return path + "/" + fileName + rest;
        }
        return path.endsWith("/") ? path + fileName + rest : location;
    }
}
