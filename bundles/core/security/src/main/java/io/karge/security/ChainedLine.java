package io.karge.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * One line of a {@link ChainedLog}: its text, its number, and the HMAC-SHA256 over the line before, its number and its text.
 *
 * @param mac in hex
 */
record ChainedLine(String text, long seq, String mac) {
    /** What the very first line follows. */
    static final String BEGINNING = "0".repeat(64);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern LINE = Pattern.compile("(.*) seq=(\\d{1,18}) mac=([0-9a-f]{64})");

    /** The line that follows another. */
    static ChainedLine after(String previousMac, long seq, String text, SecretKey key) {
        return new ChainedLine(text, seq, macOf(previousMac, seq, text, key));
    }

    static Optional<ChainedLine> read(String line) {
        Matcher parts = LINE.matcher(line);
        return parts.matches()
                ? Optional.of(new ChainedLine(parts.group(1), Long.parseLong(parts.group(2)), parts.group(3)))
                : Optional.empty();
    }

    /** Whether it is what was written behind that line. */
    boolean follows(String previousMac, SecretKey key) {
        return MessageDigest.isEqual(bytes(mac), bytes(macOf(previousMac, seq, text, key)));
    }

    private static String macOf(String previousMac, long seq, String text, SecretKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(bytes(previousMac));
            mac.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seq));
            mac.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return text + " seq=" + seq + " mac=" + mac;
    }
}
