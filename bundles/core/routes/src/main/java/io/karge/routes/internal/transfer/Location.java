package io.karge.routes.internal.transfer;

import io.karge.station.TransferOutcome.Cause;
import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file is. Read by hand: {@link java.net.URI} refuses passwords that the field writes, and quotes them in its
 * exceptions.
 *
 * @param user decoded; empty when there is none
 * @param password decoded; empty when there is none
 * @param host as the network knows it, an IPv6 address without brackets
 * @param path as it was written, from the first slash on
 * @param query with its question mark, or empty
 */
record Location(String scheme, String user, String password, String host, int port, String path, String query) {
    private static final Map<String, Integer> PORTS =
            Map.of("http", 80, "https", 443, "ftp", 21, "ftps", 21, "sftp", 22);
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern AFTER_SCHEME = Pattern.compile("//([^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.DOTALL);
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]@]+)(?::(\\d{1,5}))?");

    /** Reads one. The message of the failure quotes nothing that could be a password. */
    static Location parse(String text) throws TransferFailure {
        Matcher url = URL.matcher(text.strip());
        if (!url.matches()) {
            throw bad("the location is no URL: write SCHEME://HOST/PATH");
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        if (!PORTS.containsKey(scheme)) {
            if (scheme.length() == 1) {
                throw bad("the location is no URL but looks like a drive letter: write SCHEME://HOST/PATH");
            }
            throw new TransferFailure(
                    Cause.UNSUPPORTED_SCHEME,
                    "nobody here speaks " + scheme + ": give a location with http, https, ftp, ftps or sftp");
        }
        Matcher rest = AFTER_SCHEME.matcher(url.group(2));
        if (!rest.matches()) {
            throw bad("the location has no host: write " + scheme + "://HOST/PATH");
        }
        return of(scheme, rest);
    }

    private static Location of(String scheme, Matcher rest) throws TransferFailure {
        String authority = rest.group(1);
        int at = authority.lastIndexOf('@');
        String login = at < 0 ? "" : authority.substring(0, at);
        Matcher server = SERVER.matcher(authority.substring(at + 1));
        if (!server.matches()) {
            throw bad("the location has no host, or a port that is no number: write " + scheme + "://HOST:PORT/PATH; "
                    + "a slash in a user or password is written %2F");
        }
        int port = server.group(2) == null ? PORTS.getOrDefault(scheme, 0) : Integer.parseInt(server.group(2));
        if (port < 1 || port > 65535) {
            throw bad("the location has a port that is not from 1 to 65535");
        }
        int colon = login.indexOf(':');
        String path = rest.group(2).isEmpty() ? "/" : rest.group(2);
        String query = rest.group(3) == null ? "" : rest.group(3);
        check(decoded(path, "path"));
        decoded(query, "query");
        return new Location(
                scheme,
                decoded(colon < 0 ? login : login.substring(0, colon), "user"),
                decoded(colon < 0 ? "" : login.substring(colon + 1), "password"),
                host(server.group(1)),
                port,
                path,
                query);
    }

    private static String host(String written) throws TransferFailure {
        if (written.startsWith("[")) {
            return written.substring(1, written.length() - 1);
        }
        try {
            return IDN.toASCII(written, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw bad("the location has a host that no host can be called");
        }
    }

    /** A name must not lead out of the folder that it seems to be in. */
    private static void check(String path) throws TransferFailure {
        for (String segment : path.split("[/\\\\]", -1)) {
            if (segment.equals("..") || segment.equals(".")) {
                throw bad("the path of the location has '" + segment + "' in it: write it without");
            }
        }
    }

    /** The text without percent signs; none of its characters may be a control character. */
    private static String decoded(String text, String part) throws TransferFailure {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            if (text.charAt(i) == '%') {
                octets.write(octet(text, i, part));
                i += 3;
            } else {
                int end = text.offsetByCodePoints(i, 1);
                octets.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end;
            }
        }
        try {
            String plain = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
            if (plain.codePoints().anyMatch(Character::isISOControl)) {
                throw bad("the " + part + " of the location has control characters");
            }
            return plain;
        } catch (CharacterCodingException e) {
            throw bad("the " + part + " of the location has octets that are no UTF-8");
        }
    }

    private static int octet(String text, int from, String part) throws TransferFailure {
        if (from + 3 <= text.length()
                && HexFormat.isHexDigit(text.charAt(from + 1))
                && HexFormat.isHexDigit(text.charAt(from + 2))) {
            return HexFormat.fromHexDigits(text, from + 1, from + 3);
        }
        throw bad("the " + part + " of the location has a % without two hexadecimal digits: write % itself as %25");
    }

    private static TransferFailure bad(String why) {
        return new TransferFailure(Cause.BAD_LOCATION, why);
    }

    /**
     * Where this location, asked by HTTP, sends on to.
     *
     * @param target absolute, or relative to this; credentials go along to the same server only
     */
    Location redirected(String target) throws TransferFailure {
        if (URL.matcher(target).matches()) {
            Location next = parse(target);
            boolean same = next.scheme.equals(scheme) && next.host.equalsIgnoreCase(host) && next.port == port;
            return same && next.user.isEmpty()
                    ? new Location(scheme, user, password, host, port, next.path, next.query)
                    : next;
        }
        if (target.startsWith("//")) {
            return redirected(scheme + ":" + target);
        }
        String base = path.substring(0, path.lastIndexOf('/') + 1);
        Location next = parse(scheme + "://h" + (target.startsWith("/") ? "" : base) + target);
        return new Location(scheme, user, password, host, port, next.path, next.query);
    }

    /** The path decoded, with its first slash. */
    String file() {
        try {
            return decoded(path, "path");
        } catch (TransferFailure e) {
            throw new IllegalStateException("checked as it was read", e);
        }
    }

    /** The last part of the path, decoded; empty when the location is a folder. */
    Optional<String> name() {
        String name = file().substring(file().lastIndexOf('/') + 1);
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** The path with query as an HTTP request line has it: what must not stand there is encoded. */
    String request() {
        StringBuilder line = new StringBuilder();
        for (byte octet : (path + query).getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f && "\"<>\\^`{|}".indexOf(octet) < 0) {
                line.append((char) octet);
            } else {
                line.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return line.toString();
    }

    /** Host and port as people and HTTP write them. */
    String server() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == PORTS.getOrDefault(scheme, 0) ? name : name + ":" + port;
    }

    /** Without credentials and query. */
    @Override
    public String toString() {
        return scheme + "://" + server() + path;
    }
}
