package io.karge.block.diagnostics;

/** Where the CSMS wants a log to go (N01). */
final class RemoteLocation {
    private RemoteLocation() {}

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
