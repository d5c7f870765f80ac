package io.gokafka.cli.args;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a user may have meant: names that are a slip of the finger away, or that go on where the word ends. */
public final class Suggestions {
    private static final int MOST = 3;

    private Suggestions() {}

    /** Names near to a word, the nearest first. */
    public static List<String> near(String word, Collection<String> names) {
        int limit = Math.max(1, Math.min(3, word.replace("-", "").length() / 3));
        Stream<String> close = names.stream()
                .filter(name -> distance(word, name) <= limit)
                .sorted(Comparator.comparingInt(name -> distance(word, name)));
        Stream<String> longer = names.stream().filter(name -> word.length() > 3 && name.startsWith(word));
        return Stream.concat(close, longer).distinct().limit(MOST).toList();
    }

    /** " (did you mean a or b?)", or nothing. */
    public static String didYouMean(String word, Collection<String> names) {
        List<String> near = near(word, names);
        return near.isEmpty() ? "" : " (did you mean " + String.join(" or ", near) + "?)";
    }

    /** Levenshtein's distance. */
    static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
