package io.karge.station;

import java.util.Optional;

/** The type passwordString (Part 2, general): which characters a password that is shared with the CSMS may have. */
public final class PasswordString {
    private static final String MARKS = ".*-_=:+|@";

    private PasswordString() {}

    /**
     * What is wrong with a password, in words that go on after what it is, empty when nothing is. Holds no part of the password. How long one may be
     * is no question of the type.
     */
    public static Optional<String> problem(String password) {
        int[] characters = password.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (!isAllowed(characters[i])) {
                return Optional.of(
                        "has at position " + (i + 1) + " " + kind(characters[i]) + "; use a-z A-Z 0-9 " + MARKS);
            }
        }
        return Optional.empty();
    }

    private static boolean isAllowed(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || MARKS.indexOf(character) >= 0;
    }

    private static String kind(int character) {
        if (character == 0xFEFF) {
            return "a byte order mark";
        } else if (Character.isISOControl(character)) {
            return "a control character such as a tab";
        } else if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            return "a blank";
        } else if (Character.isLetterOrDigit(character)) {
            return "a letter or digit that is not allowed";
        }
        return "a sign that is not allowed";
    }
}
