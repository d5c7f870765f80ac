package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/** Messages about names that no one declares: where one is, what it may have been meant to be, and what there is. */
final class UnknownKeys {
    private UnknownKeys() {}

    /** A sentence about one name; {@link #known} belongs below the last of them. */
    static String message(String what, String name, String origin, Collection<String> known) {
        String hint = nearest(name, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
        return what + " '" + name + "' (" + origin + ") is unknown" + hint;
    }

    static String known(Collection<ConfigKey<?>> keys) {
        return "known settings: " + keys.stream().map(ConfigKey::name).sorted().collect(Collectors.joining(", "));
    }

    /** The most similar name, if it is so similar that a slip explains the difference. */
    static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> distance(name, candidate) <= Math.max(2, candidate.length() / 3));
    }

    /** Levenshtein's: how many characters to insert, delete or replace. Long names are not similar to anything. */
    private static int distance(String a, String b) {
        if (a.length() > 100) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
