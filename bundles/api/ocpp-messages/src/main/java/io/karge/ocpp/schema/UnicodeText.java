package io.karge.ocpp.schema;

/** Texts as UTF-8 can carry them: half a surrogate pair, which JSON can escape, is no character (RFC 7493, 2.1). */
public final class UnicodeText {

    private static final char REPLACEMENT = '\uFFFD';

    private UnicodeText() {}

    /** Whether a text can be sent and stored as it is. */
    public static boolean isWellFormed(String text) {
        return halfAPair(text, 0) == text.length();
    }

    /** The beginning of the text, at most so many characters and no half of a pair that it had whole. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    /** What somebody else wrote, for logs and people: on one line, and not longer than so many characters and an ellipsis. */
    public static String line(String text, int most) {
        String line = text.replaceAll("\\p{C}+", " ").strip();
        String beginning = cut(line, most);
        return beginning.length() == line.length() ? line : beginning + "...";
    }

    /** The text with a replacement character for each half of a pair. */
    public static String repaired(String text) {
        int half = halfAPair(text, 0);
        if (half == text.length()) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text);
        while (half < text.length()) {
            repaired.setCharAt(half, REPLACEMENT);
            half = halfAPair(text, half + 1);
        }
        return repaired.toString();
    }

    /** Where the next half of a pair is, else the end of the text. */
    private static int halfAPair(String text, int from) {
        int i = from;
        while (i < text.length()) {
            if (!Character.isSurrogate(text.charAt(i))) {
                i++;
            } else if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                i += 2;
            } else {
                return i;
            }
        }
        return text.length();
    }
}
