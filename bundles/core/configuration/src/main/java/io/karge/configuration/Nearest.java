package io.karge.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who wrote it nearly right. */
public final class Nearest {
    private Nearest() {}

    /** The candidate that is most like the word, in any case; empty when none is like it. */
    public static Optional<String> of(String word, Collection<String> candidates) {
        int farthest = Math.max(1, word.length() / 4);
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= farthest)
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters are missing, too many, wrong or swapped with their neighbour, in any case. */
    static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[][] distance = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : least(distance, from, to, i, j);
            }
        }
        return distance[from.length()][to.length()];
    }

    private static int least(int[][] distance, String from, String to, int i, int j) {
        int wrong = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int least = Math.min(distance[i - 1][j - 1] + wrong, Math.min(distance[i - 1][j], distance[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
    }
}
